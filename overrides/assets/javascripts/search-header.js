/* The box in the header: a quick look; Enter leads to the search page. */
(function () {
  "use strict"

  const search = window.archiveSearch
  const MOST = 8

  class HeaderBox extends search.Box {
    listen() {
      super.listen()
      this.panel = this.root.querySelector(".archive-search__panel")
      this.more = this.root.querySelector(".archive-search__more")
      this.input.addEventListener("focus", () => this.showPanel())
      document.addEventListener("pointerdown", (event) => this.root.contains(event.target) || this.close())
      this.root.addEventListener("focusout", (event) => event.relatedTarget && !this.root.contains(event.relatedTarget) && this.close())
    }

    /** Open the panel, if there is something in it and the reader is here still. */
    showPanel() {
      this.panel.hidden = this.status.dataset.state === "idle" || !this.root.contains(document.activeElement)
    }

    close() {
      this.panel.hidden = true
      this.root.classList.remove("archive-search--open")
    }

    say(state, words) {
      super.say(state, words)
      this.showPanel()
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

  search.start = () => new HeaderBox(MOST).run()
})()
