/* On a newspaper page: remembers whether marks are shown, and lets a finger read a mark before it follows it. */
(function () {
  "use strict"

  const KEY = "archive.marks"
  const root = document.documentElement

  /** Storage may be forbidden; then the choice lasts as long as the page. */
  function kept() {
    try {
      return localStorage.getItem(KEY)
    } catch {
      return null
    }
  }

  function keep(value) {
    try {
      localStorage.setItem(KEY, value)
    } catch {
      return
    }
  }

  function choose(value) {
    root.dataset.marks = value
  }

  // Before anything is drawn, so that hidden marks never flash.
  choose(kept() === "off" ? "off" : "on")

  document.addEventListener("DOMContentLoaded", () => {
    const box = document.querySelector(".archive-switch input")
    if (!box) return
    box.checked = root.dataset.marks === "on"
    box.addEventListener("change", () => {
      choose(box.checked ? "on" : "off")
      keep(root.dataset.marks)
    })
  })

  // What a pointer shows by hovering, a finger shows by the first tap.
  let open = null
  document.addEventListener("click", (event) => {
    const note = event.target.closest?.(".archive-note")
    if (note && note !== open && matchMedia("(hover: none)").matches) event.preventDefault()
    open?.classList.remove("archive-note--open")
    note?.classList.add("archive-note--open")
    open = note
  })

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.activeElement?.matches(".archive-note")) document.activeElement.blur()
  })
})()
