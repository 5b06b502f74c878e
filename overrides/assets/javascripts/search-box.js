/* A search box: the one in the header, and, with narrowing and address (search-page.js), that of the search page. */
(function () {
  "use strict"

  const search = window.archiveSearch
  const { make } = search
  const PAUSE = 80 // milliseconds after a key before it is looked up

  class Box {
    /** limit: hits shown at once. */
    constructor(limit) {
      const { root } = search // the element with the hooks; its data say where things lie
      this.root = root
      this.limit = limit
      this.input = root.querySelector("[data-search=query]")
      this.status = root.querySelector("[data-search=status]")
      this.suggestions = root.querySelector("[data-search=suggestions]")
      this.retryButton = root.querySelector("[data-search=retry]")
      this.hits = new search.Hits(root.querySelector("[data-search=hits]"), {
        address: (...parts) => this.address(...parts),
        onError: (error) => this.fail(error),
      })
      this.turn = 0
      this.listen()
    }

    listen() {
      this.input.addEventListener("input", () => search.isComposing || this.soon())
      this.input.addEventListener("compositionend", () => this.soon())
      this.root.addEventListener("keydown", (event) => this.onKey(event))
      this.retryButton.addEventListener("click", () => this.retry())
    }

    /** Address of a unit on its page; `h` says what to mark there. */
    address(page, query, anchor) {
      const { pages, suffix } = this.root.dataset
      return `${pages}${encodeURIComponent(page)}${suffix}?h=${encodeURIComponent(query)}${anchor ? `#${anchor}` : ""}`
    }

    soon() {
      clearTimeout(this.timer)
      this.turn++ // what is under way is no longer wanted
      this.timer = setTimeout(() => this.run(), PAUSE)
    }

    /** Look the query up and show what it finds; not while an input method composes it. */
    async run() {
      clearTimeout(this.timer)
      if (search.isComposing) return
      const turn = ++this.turn
      const query = this.input.value
      if (!query.trim()) return this.reset()
      this.say("loading", "正在检索…")
      try {
        await this.suggestDistricts(query, turn)
        const found = await search.findUnits(query)
        if (turn === this.turn) await this.show(found, query, turn)
      } catch (error) {
        if (turn === this.turn) this.fail(error)
      }
    }

    async show(found, query, turn) {
      await this.hits.show(found.units.slice(0, this.limit), query, found.terms, () => turn === this.turn)
      if (turn !== this.turn) return
      this.done(query, found.units.length)
      if (!found.units.length) await this.offer(found, turn)
    }

    done(query, count) {
      this.status.dataset.query = query
      this.status.dataset.count = count
      this.say("done", count ? `找到 ${count} 篇` : `没有找到“${query.trim()}”`)
    }

    reset() {
      this.hits.clear()
      this.suggestions.replaceChildren()
      this.status.dataset.query = ""
      this.status.dataset.count = 0
      this.say("idle", this.status.dataset.idle ?? "")
    }

    say(state, words) {
      this.status.dataset.state = state
      this.status.textContent = words
      this.retryButton.hidden = state !== "error"
    }

    /** Tell that a part of the index is missing or broken; never "nothing found". */
    fail(error) {
      console.warn(error)
      this.hits.clear()
      this.status.dataset.query = this.input.value
      this.status.dataset.count = 0
      this.say("error", "检索数据未能完整载入，结果不可靠，故不显示。请检查网络或文件是否齐全，然后重试。")
    }

    retry() {
      this.input.focus() // the button is about to vanish
      search.forget()
      this.run()
    }

    /** Districts whose names contain what is typed. */
    async suggestDistricts(query, turn) {
      const districts = await search.districtsLike(query)
      if (turn !== this.turn) return
      this.suggestions.replaceChildren()
      const { districts: folder, suffix } = this.root.dataset
      const links = districts.map(({ name, slug }) => {
        const link = make("a", "archive-search__district", name)
        link.href = `${folder}${encodeURIComponent(slug)}${suffix}`
        return link
      })
      if (links.length) this.suggest("地区：", links)
    }

    /** For a query that stands nowhere: its parts that do. */
    async offer({ terms }, turn) {
      const parts = await search.parts(terms)
      if (turn === this.turn && parts.length) this.suggest("档案中有：", parts.map((part) => this.button(part, () => this.ask(part))))
    }

    /** Put links or buttons behind the suggestions. */
    suggest(label, elements) {
      this.suggestions.append(make("li", "archive-search__label", label), ...elements.map((element) => make("li", "", element)))
    }

    button(words, action) {
      const button = make("button", "archive-search__part", words)
      button.type = "button"
      button.addEventListener("click", action)
      return button
    }

    ask(query) {
      this.input.value = query
      this.input.focus()
      this.run()
    }

    onKey(event) {
      if (event.isComposing || search.isComposing) return
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      if (step) this.move(step, event)
      if (event.key === "Escape") this.escape(event)
    }

    /** Go from the box to the hits and among them. */
    move(step, event) {
      const stops = [this.input, ...this.root.querySelectorAll("[data-search=suggestions] a, [data-search=suggestions] button, [data-search=hit]")]
      const at = stops.indexOf(document.activeElement)
      const next = stops[at + step]
      if (at < 0 || !next) return
      event.preventDefault()
      next.focus()
    }

    escape(event) {
      event.preventDefault()
      if (document.activeElement !== this.input) return this.input.focus()
      this.input.value = ""
      this.turn++
      this.reset()
    }
  }

  search.Box = Box
})()
