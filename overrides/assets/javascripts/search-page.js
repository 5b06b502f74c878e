/* The search page: narrowing by district, year and kind; its state is in the address. */
(function () {
  "use strict"

  const search = window.archiveSearch
  const { make } = search
  const AT_ONCE = 200
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

    reset() {
      super.reset()
      this.toAddress("")
      this.more.hidden = true
      this.root.querySelector(".archive-search__facets").hidden = true
    }

    async show(found, query, turn) {
      const isNarrowed = Object.values(this.narrowing).some(Boolean)
      const units = isNarrowed ? await this.narrowed(found.units) : found.units
      if (turn !== this.turn) return
      this.toAddress(query)
      this.found = { units, terms: found.terms, query, shown: Math.min(units.length, AT_ONCE) }
      await super.show({ ...found, units }, query, turn)
      if (turn !== this.turn) return
      this.more.hidden = this.found.shown >= units.length
      await this.count(found.units, turn)
    }

    async showMore() {
      const { units, terms, query, shown } = this.found
      this.found.shown = Math.min(units.length, shown + AT_ONCE)
      this.more.hidden = this.found.shown >= units.length
      try {
        this.hits.add(await this.hits.load(units.slice(shown, this.found.shown), terms, query))
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

    /** Say beside each choice how many it would leave. */
    async count(units, turn) {
      const core = await search.open()
      const facets = await search.facets()
      for (const [name, facet] of Object.entries(FACETS)) {
        const counts = new Map()
        const left = await this.narrowed(units, name)
        for (const unit of left) counts.set(facet.value(unit, core, facets), (counts.get(facet.value(unit, core, facets)) ?? 0) + 1)
        if (turn !== this.turn) return
        this.fillSelect(name, counts, left.length)
      }
      this.root.querySelector(".archive-search__facets").hidden = !units.length
    }

    fillSelect(name, counts, total) {
      const chosen = this.narrowing[name] ?? ""
      if (chosen && !counts.has(chosen)) counts.set(chosen, 0)
      const order = name === "year" ? (a, b) => (a[0] < b[0] ? 1 : -1) : (a, b) => b[1] - a[1]
      const options = [...counts].sort(order).map(([value, count]) => this.option(name, value, count))
      this.selects[name].replaceChildren(this.option(name, "", total), ...options)
      this.selects[name].value = chosen
    }

    option(name, value, count) {
      const words = { "": FACETS[name].all, [NONE]: FACETS[name].none }[value] ?? (name === "kind" ? search.kindName(value) : value)
      const option = make("option", "", `${words}（${count}）`)
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
