/* The box in the header: a quick look; Enter leads to the search page. */
(function () {
  "use strict"

  const search = window.archiveSearch
  const MOST = 8

  class HeaderBox extends search.Box {
    listen() {
      super.listen()
      this.panel = this.root.querySelector(".archive-search__panel")
      this.opener = this.root.querySelector(".archive-search__open")
      this.more = this.root.querySelector(".archive-search__more")
      this.opener.addEventListener("click", () => this.open())
      this.input.addEventListener("focus", () => this.openPanel())
      document.addEventListener("pointerdown", (event) => this.root.contains(event.target) || this.close())
      this.root.addEventListener("focusout", (event) => event.relatedTarget && !this.root.contains(event.relatedTarget) && this.close())
      search.onSlash(() => this.open())
    }

    /** On a phone the box unfolds first. */
    open() {
      this.root.classList.add("archive-search--open")
      this.opener.setAttribute("aria-expanded", "true")
      this.input.focus()
      this.input.select()
    }

    openPanel() {
      this.panel.hidden = this.status.dataset.state === "idle"
    }

    close() {
      this.panel.hidden = true
      this.root.classList.remove("archive-search--open")
      this.opener.setAttribute("aria-expanded", "false")
    }

    say(state, words) {
      super.say(state, words)
      this.openPanel()
      const count = Number(this.status.dataset.count)
      this.more.hidden = state !== "done" || count <= MOST
      this.more.href = `${this.root.dataset.page}?q=${encodeURIComponent(this.input.value)}`
      this.more.textContent = `全部 ${count} 篇`
    }

    escape(event) {
      const isEmpty = !this.input.value
      super.escape(event)
      if (!isEmpty) return
      this.input.blur()
      this.close()
    }
  }

  const root = document.querySelector("[data-archive-search=header]")
  if (root) new HeaderBox(root, MOST)
})()
