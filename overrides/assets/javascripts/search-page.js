/* The search page: narrowing by district, year and kind; its state is in the address. */
(function () {
  "use strict"

  const search = window.archiveSearch
  const { make } = search
  const AT_ONCE = 200
  const REST = 500 // milliseconds that a result stands before its choices are counted: that needs a larger file
  const NONE = "none" // in the address: of no district, of no known year
  const FACETS = {
    district: { all: "全部地区", none: "不属一区", value: (unit, core, facets) => core.districts[facets.district[unit] - 1]?.[0] ?? NONE },
    year: { all: "全部年份", none: "年份不详", value: (unit, core) => core.years[core.unitPage[unit]] || NONE },
    kind: { all: "全部体裁", none: "", value: (unit, core, facets) => core.kinds[facets.kind[unit]] },
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
      clearTimeout(this.counting)
      this.toAddress("")
      this.more.hidden = true
      this.choices.hidden = true
    }

    async show(found, query, turn) {
      const units = this.isNarrowed() ? await this.narrowed(found.units) : found.units
      if (turn !== this.turn) return
      this.toAddress(query)
      this.found = { units, terms: found.terms, query, shown: Math.min(units.length, AT_ONCE) }
      await super.show({ ...found, units }, query, turn)
      if (turn !== this.turn) return
      this.more.hidden = this.found.shown >= units.length
      this.choices.hidden = !found.units.length
      this.countSoon(found.units, turn)
    }

    /** For a query that only the choices leave without hits: to drop them. */
    async offer(found, turn) {
      if (!this.isNarrowed()) return super.offer(found, turn)
      const all = await search.findUnits(this.input.value)
      if (turn !== this.turn) return
      if (all.units.length) this.suggest("不限地区、年份、体裁：", [this.button(`${all.units.length} 篇`, () => this.widen())])
      else await super.offer(found, turn)
    }

    async showMore() {
      const { units, terms, query, shown } = this.found
      this.found.shown = Math.min(units.length, shown + AT_ONCE)
      this.more.hidden = this.found.shown >= units.length
      try {
        this.hits.add(await this.hits.load(units.slice(shown, this.found.shown), query), terms)
      } catch (error) {
        this.fail(error)
      }
    }

    /** The units that all choices leave, but one that is not asked. */
    async narrowed(units, but) {
      const core = await search.open()
      const facets = await search.facets()
      const chosen = Object.entries(this.narrowing).filter(([name, value]) => value && name !== but)
      return units.filter((unit) => chosen.every(([name, value]) => FACETS[name].value(unit, core, facets) === value))
    }

    countSoon(units, turn) {
      clearTimeout(this.counting)
      for (const name of Object.keys(FACETS)) this.fillSelect(name, [this.narrowing[name] ?? ""], () => "")
      this.counting = setTimeout(() => this.count(units, turn).catch((error) => this.fail(error)), this.isNarrowed() ? 0 : REST)
    }

    /** Say beside each choice how many it would leave. */
    async count(units, turn) {
      const core = await search.open()
      const facets = await search.facets()
      for (const [name, facet] of Object.entries(FACETS)) {
        const left = await this.narrowed(units, name)
        if (turn !== this.turn) return
        const counts = new Map([["", left.length]])
        for (const unit of left) {
          const value = facet.value(unit, core, facets)
          counts.set(value, (counts.get(value) ?? 0) + 1)
        }
        const order = name === "year" ? (one, other) => (one < other ? 1 : -1) : (one, other) => counts.get(other) - counts.get(one)
        const chosen = this.narrowing[name] ?? ""
        const values = new Set([...[...counts.keys()].filter(Boolean).sort(order), chosen])
        values.delete("")
        this.fillSelect(name, ["", ...values], (value) => `（${counts.get(value) ?? 0}）`)
      }
    }

    fillSelect(name, values, note) {
      this.selects[name].replaceChildren(...values.map((value) => this.option(name, value, note(value))))
      this.selects[name].value = this.narrowing[name] ?? ""
    }

    option(name, value, note) {
      const words = { "": FACETS[name].all, [NONE]: FACETS[name].none }[value] ?? (name === "kind" ? search.kindName(value) : value)
      const option = make("option", "", words + note)
      option.value = value
      return option
    }
  }

  search.start = () => {
    const box = new PageBox(AT_ONCE)
    if (box.input.value) box.run() // typed before all this was loaded
    else box.fromAddress()
  }
})()
