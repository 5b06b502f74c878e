// Puts the day of access into citations, and a button to copy behind each; without it the text can be selected.

const today = new Date()
const day = [today.getFullYear(), today.getMonth() + 1, today.getDate()]
  .map((part) => String(part).padStart(2, "0")).join("-")
document.querySelectorAll(".access").forEach((place) => { place.textContent = `[${day}]` })

document.querySelectorAll(".copied").forEach((text) => {
  const button = document.createElement("button")
  button.type = "button"
  button.textContent = "复制"
  button.addEventListener("click", () => {
    getSelection().selectAllChildren(text)
    // Works from disk too, where the newer way is not allowed everywhere.
    button.textContent = document.execCommand("copy") ? "已复制" : "请按 Ctrl+C"
  })
  text.after(button)
})
