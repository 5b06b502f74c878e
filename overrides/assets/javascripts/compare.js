/* Sets two to four districts side by side on what they share; its state is in the address. */
(function () {
  "use strict"

  const LEAST = 2 // districts that state a thing, from which there is something to compare
  const form = document.querySelector("[data-compare]")
  const status = document.querySelector("[data-compare-status]")
  const charts = document.querySelector("[data-compare-charts]")
  const files = new URL(form.dataset.compare, location)
  const root = new URL("../../", files)
  const selects = [...form.elements.d]
  const taken = new Map() // rows by district
  let names = new Map()
  let indicators = []
  let turn = 0

  function make(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties)
    element.append(...children)
    return element
  }

  /** The builder's files call these when they are loaded. */
  window.archiveCompare = {
    open(districts, list) {
      names = new Map(districts)
      indicators = list
    },
    take(district, rows) {
      taken.set(district, rows)
    },
  }

  function load(name) {
    return new Promise((resolve, reject) => {
      const script = make("script", { src: new URL(`${name}.js`, files), onload: resolve, onerror: reject })
      document.head.append(script)
    })
  }

  /** What the districts state, by indicator, period and measure; the most shared first, then the newest. */
  function shared(districts) {
    const groups = new Map()
    for (const district of districts) {
      for (const [indicator, end, period, measure, number, words, target] of taken.get(district)) {
        const key = [indicator, end, measure].join()
        if (!groups.has(key)) groups.set(key, { indicator, end, period, measure, rows: [], districts: new Set() })
        groups.get(key).rows.push({ district, number, words, target })
        groups.get(key).districts.add(district)
      }
    }
    return [...groups.values()]
      .filter((group) => group.districts.size >= LEAST)
      .sort((a, b) => b.districts.size - a.districts.size || a.indicator - b.indicator || b.end - a.end)
  }

  function chart(group) {
    const numbers = group.rows.map((row) => row.number)
    const low = Math.min(0, ...numbers)
    const scale = Math.max(0, ...numbers) - low || 1
    const [name, target] = indicators[group.indicator]
    const title = make("th", { scope: "col" }, make("a", { href: new URL(target, root) }, name))
    const period = make("th", { scope: "col" }, `${group.period}（${group.measure}）`)
    const rows = group.rows.map((row) => {
      const bar = make("span", { className: "archive-bar" })
      bar.style.setProperty("--start", (Math.min(0, row.number) - low) / scale)
      bar.style.setProperty("--length", Math.abs(row.number) / scale)
      const number = make("span", { className: "archive-number" }, make("a", { href: new URL(row.target, root) }, row.words))
      return make("tr", {}, make("th", { scope: "row" }, names.get(row.district)), make("td", {}, number, bar))
    })
    return make("table", {}, make("thead", {}, make("tr", {}, title, period)), make("tbody", {}, ...rows))
  }

  function chosen() {
    return [...new Set(selects.map((select) => select.value).filter(Boolean))]
  }

  async function show() {
    const mine = ++turn
    const districts = chosen()
    const state = new URLSearchParams(districts.map((district) => ["d", district])).toString()
    history.replaceState(null, "", location.pathname + (state && `?${state}`))
    charts.replaceChildren()
    status.textContent = districts.length < LEAST ? "再选一个地区。" : ""
    if (districts.length < LEAST) return
    await Promise.all(districts.filter((district) => !taken.has(district)).map(load))
    if (mine !== turn) return
    const groups = shared(districts)
    charts.replaceChildren(...groups.map(chart))
    status.textContent = groups.length ? `共有 ${groups.length} 项可比。` : "它们没有同一时期的同一指标。"
  }

  async function start() {
    await load("districts")
    for (const select of selects) {
      for (const [slug, name] of names) select.append(make("option", { value: slug }, name))
      select.addEventListener("change", () => show().catch(fail))
    }
    const wanted = new URLSearchParams(location.search).getAll("d").filter((slug) => names.has(slug))
    selects.forEach((select, place) => (select.value = wanted[place] ?? ""))
    form.hidden = false
    await show()
  }

  function fail() {
    status.textContent = "数据没有载入，请重试。"
  }

  start().catch(fail)
})()
