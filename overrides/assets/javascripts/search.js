/* The part of search that every page carries: it loads the others once the reader turns to the box, or comes from a hit. */
(function () {
  "use strict"

  const root = document.querySelector("[data-archive-search]")
  if (!root) return

  const FOLDER = new URL(".", document.currentScript.src)
  const FIND = ["fold", "numbers", "index", "query", "view"]
  const input = root.querySelector("[data-search=query]")
  const search = (window.archiveSearch = { root, isComposing: false }) // whether an input method composes the query
  const loading = new Map() // name -> promise of a script
  let started = null

  /** Run scripts in the order of their names, each once. */
  function load(...names) {
    for (const name of names) if (!loading.has(name)) loading.set(name, loadScript(name))
    return Promise.all(names.map((name) => loading.get(name)))
  }

  function loadScript(name) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script")
      script.src = new URL(`search-${name}.js`, FOLDER)
      script.async = false // in order
      script.onload = resolve
      script.onerror = () => reject(new Error(`search-${name}.js is missing`))
      document.head.append(script)
    })
  }

  /** Make the box work; what was typed in the meantime is looked up. */
  function start() {
    started ??= load(...FIND, "box", root.dataset.archiveSearch).then(() => search.start(), fail)
  }

  function fail(error) {
    console.warn(error)
    loading.clear()
    started = null
    const status = root.querySelector("[data-search=status]")
    const retry = root.querySelector("[data-search=retry]")
    status.dataset.state = "error"
    status.dataset.query = input.value
    status.textContent = "检索程序未能载入。请检查网络或文件是否齐全，然后重试。"
    retry.hidden = false
    retry.addEventListener("click", open, { once: true })
    retry.closest("[hidden]")?.removeAttribute("hidden")
  }

  /** Go to the box, which starts it; on a phone the one in the header unfolds first. */
  function open() {
    root.classList.add("archive-search--open")
    input.focus()
    input.select()
  }

  function onKey(event) {
    const isField = event.target.closest?.("input, textarea, select, [contenteditable]")
    if (event.key !== "/" || isField || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    open()
  }

  function onInput(event) {
    search.isComposing = event.type === "compositionstart" || Boolean(event.isComposing)
    start()
  }

  for (const type of ["compositionstart", "input", "compositionend"]) input.addEventListener(type, onInput)
  root.addEventListener("focusin", start)
  root.querySelector(".archive-search__open")?.addEventListener("click", open)
  document.addEventListener("keydown", onKey)

  const wanted = new URLSearchParams(location.search)
  if (root.dataset.archiveSearch === "page" && location.search) start()
  if (wanted.get("h")) load(...FIND, "marks").then(() => search.markPage(wanted.get("h")), console.warn)
})()
