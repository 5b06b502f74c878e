/* The search page: narrowing by district, year and kind; its state is in the address. */
(function () {
  "use strict"

  const search = window.archiveSearch
  const { make } = search
  const AT_ONCE = 200
  const REST = 500 // milliseconds that a result stands before its choices are counted: that needs a larger file
  const NONE = "none" // in the address: of no district, of no known year
  const FACETS = {
    district: { all: "全部地区", none: "不属一区", of: (unit, core, facets) => core.districts[facets.district[unit] - 1]?.[0] ?? NONE },
    year: { all: "全部年份", none: "年份不详", of: (unit, core) => core.years[core.unitPage[unit]] || NONE },
    kind: { all: "全部体裁", words: search.kindName, of: (unit, core, facets) => core.kinds[facets.kind[unit]] },
  }

  class PageBox extends search.Box {
    listen() {
      super.listen()
      this.more = this.root.querySelector("[data-search=more]")
      this.choices = this.root.querySelector(".archive-search__facets")
      this.selects = Object.fromEntries(Object.keys(FACETS).map((name) => [name, this.root.querySelector(`select[name=${name}]`)]))
      for (const select of Object.values(this.selects)) select.addEventListener("change", () => this.narrow())
      this.more.addEventListener("click", () => this.showMore())
      this.input.form.addEventListener("submit", (event) => (event.preventDefault(), this.run()))
      window.addEventListener("popstate", () => this.fromAddress())
      this.narrowing = {}
    }

    fromAddress() {
      const wanted = new URLSearchParams(location.search)
      this.input.value = wanted.get("q") ?? ""
      for (const name of Object.keys(FACETS)) this.narrowing[name] = wanted.get(name) ?? ""
      this.run()
    }

    isNarrowed() {
      return Object.values(this.narrowing).some(Boolean)
    }

    toAddress(query) {
      const state = new URLSearchParams()
      if (query) state.set("q", query)
      for (const [name, value] of Object.entries(this.narrowing)) if (value) state.set(name, value)
      const text = state.toString()
      history.replaceState(null, "", location.pathname + (text && `?${text}`))
    }

    narrow() {
      for (const [name, select] of Object.entries(this.selects)) this.narrowing[name] = select.value
      this.run()
    }

    widen() {
      this.narrowing = {}
      this.run()
    }

    reset() {
      super.reset()
      this.hideTools()
      this.toAddress("")
    }

    fail(error) {
      super.fail(error)
      this.hideTools()
      this.toAddress(this.input.value) // a reload asks again
    }

    hideTools() {
      clearTimeout(this.counting)
      this.more.hidden = this.choices.hidden = true
    }

    async show(found, query, turn) {
      await this.nameDistrict()
      const units = this.isNarrowed() ? await this.narrowed(found.units) : found.units
      if (turn !== this.turn) return
      this.toAddress(query)
      this.found = { ...found, units, all: found.units, query, shown: Math.min(units.length, AT_ONCE) }
      await super.show(this.found, query, turn)
      if (turn !== this.turn) return
      this.more.hidden = this.found.shown >= units.length
      this.choices.hidden = !found.units.length
      this.countSoon(turn)
    }

    /** The address may name a district by its short name or its own address. */
    async nameDistrict() {
      const core = await search.open()
      const names = core.districts.find((names) => names.includes(this.narrowing.district))
      if (names) this.narrowing.district = names[0]
    }

    /** For a query that only the choices leave without hits: to drop them. */
    offer(found, turn) {
      if (!found.all.length) return super.offer(found, turn)
      this.suggest("不限地区、年份、体裁：", [this.button(`${found.all.length} 篇`, () => this.widen())])
    }

    async showMore() {
      const { units, terms, query, shown } = this.found
      const { turn } = this
      this.found.shown = Math.min(units.length, shown + AT_ONCE)
      this.more.hidden = this.found.shown >= units.length
      try {
        const items = await this.hits.load(units.slice(shown, shown + AT_ONCE), query)
        if (turn === this.turn) this.hits.add(items, terms)
      } catch (error) {
        if (turn === this.turn) this.fail(error)
      }
    }

    /** The units that all choices leave, but one that is not asked. */
    async narrowed(units, but) {
      const core = await search.open()
      const facets = await search.facets()
      const chosen = Object.entries(this.narrowing).filter(([name, value]) => value && name !== but)
      return units.filter((unit) => chosen.every(([name, value]) => FACETS[name].of(unit, core, facets) === value))
    }

    countSoon(turn) {
      clearTimeout(this.counting)
      for (const name of Object.keys(FACETS)) this.fillSelect(name, [this.narrowing[name] ?? ""], () => "")
      const count = () => this.count(turn).catch((error) => turn === this.turn && this.fail(error))
      this.counting = setTimeout(count, this.isNarrowed() ? 0 : REST)
    }

    /** Say beside each choice how many it would leave. */
    async count(turn) {
      const core = await search.open()
      const facets = await search.facets()
      for (const name of Object.keys(FACETS)) {
        const counts = new Map([[this.narrowing[name] ?? "", 0]])
        const left = await this.narrowed(this.found.all, name)
        for (const value of left.map((unit) => FACETS[name].of(unit, core, facets))) counts.set(value, (counts.get(value) ?? 0) + 1)
        counts.delete("")
        if (turn !== this.turn) return
        const values = [...counts.keys()].sort((one, other) => (name === "year" ? other.localeCompare(one) : counts.get(other) - counts.get(one)))
        this.fillSelect(name, ["", ...values], (value) => ` ${counts.get(value) ?? left.length}`)
      }
    }

    fillSelect(name, values, note) {
      const options = values.map((value) => {
        const option = make("option", "", this.words(name, value) + note(value))
        option.value = value
        return option
      })
      this.selects[name].replaceChildren(...options)
      this.selects[name].value = this.narrowing[name] ?? ""
    }

    words(name, value) {
      const { all, none, words } = FACETS[name]
      return { __proto__: null, "": all, [NONE]: none }[value] ?? words?.(value) ?? value // the address may say "constructor"
    }
  }

  search.start = () => {
    const box = new PageBox(AT_ONCE)
    if (box.input.value) box.run() // typed before all this was loaded
    else box.fromAddress()
  }
})()
