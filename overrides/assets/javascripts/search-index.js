/* Reads the index that builder/search writes: scripts that call archiveSearch.add, since nothing else loads from disk. */
(function () {
  "use strict"

  const search = window.archiveSearch
  const ONE_BYTE = 240 // as in builder/search/texts.py
  const LAST = 255

  const files = new Map() // name -> promise of its data
  const texts = new Map() // page -> promise of what is shown of it
  const arrived = new Map() // name -> {version, data}, between the script's call and its load event
  const folder = search.root.dataset.index
  let core = null
  let facets = null
  let fresh = ""

  class IndexError extends Error {}

  /** Called by the files of the index. */
  search.add = (version, name, data) => arrived.set(name, { version, data })

  /** Forget everything, so that the next query asks again, past what the browser keeps. */
  search.forget = () => {
    files.clear()
    texts.clear()
    core = facets = null
    fresh = `&t=${Date.now()}`
  }

  /** What a map remembers of a key, or what is made now; what fails is not remembered, so that a retry asks again. */
  function remembered(map, key, make) {
    if (!map.has(key)) {
      const promise = make()
      map.set(key, promise)
      promise.catch(() => map.delete(key))
    }
    return map.get(key)
  }

  /** The data of one file; rejects where it is missing, broken, or of another build than the rest. */
  function load(name) {
    return remembered(files, name, () => loadScript(name))
  }

  function loadScript(name) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script")
      script.src = `${folder}${name}.js?v=${core?.version ?? ""}${fresh}`
      script.onload = () => take(name, resolve, reject)
      script.onerror = () => reject(new IndexError(`${name} is missing`))
      document.head.append(script)
      script.remove() // it runs all the same
    })
  }

  function take(name, resolve, reject) {
    const file = arrived.get(name)
    arrived.delete(name)
    if (!file) return reject(new IndexError(`${name} is broken`))
    if (core && file.version !== core.version) return reject(new IndexError(`${name} is of another build`))
    resolve(name === "core" ? { ...file.data, version: file.version } : file.data)
  }

  /** What every query needs, made ready once. */
  search.open = async () => {
    if (core) return core
    const data = await load("core")
    core ??= prepare(data)
    search.setVariants(core.variants)
    return core
  }

  function prepare(data) {
    const slotUnit = [] // unit of each slot
    const unitStart = [] // first place of each unit
    search.readNumbers(data.units).forEach((slots, unit) => {
      unitStart.push(slotUnit.length * data.slot)
      for (let i = 0; i < slots; i++) slotUnit.push(unit)
    })
    const unitPage = [] // page of each unit
    const pageUnit = [] // first unit of each page
    search.readNumbers(data.pages).forEach((units, page) => {
      pageUnit.push(unitPage.length)
      for (let i = 0; i < units; i++) unitPage.push(page)
    })
    const years = data.years.flatMap(([year, pages]) => new Array(pages).fill(year))
    return { ...data, slotUnit, unitStart, unitPage, pageUnit, years, alphabet: [...data.alphabet] }
  }

  function shardOf(key) {
    let value = 0
    for (const char of key) value = (value * 31 + char.codePointAt(0)) % 65521
    return value % core.shards
  }

  /** The lists of a shard by their keys of two characters. */
  async function loadShard(number) {
    const [keys, lists] = await load(`grams/${number}`)
    const chars = [...keys]
    return new Map(lists.split(",").map((list, i) => [chars.slice(2 * i, 2 * i + 2).join(""), list]))
  }

  /** The rising list of a key (see builder/search/postings.py); empty where the key stands nowhere. */
  search.list = async (key) => {
    const shard = await loadShard(shardOf(key))
    const list = shard.get(key) ?? ""
    return search.readRising(/^\d/.test(list) ? await load(`long/${list}`) : list)
  }

  /** District and kind of each unit: {district, kind}, numbers by unit. */
  search.facets = async () => {
    if (facets) return facets
    const numbers = search.readNumbers(await load("facets"))
    const kinds = core.kinds.length
    facets = { district: numbers.map((n) => Math.floor(n / kinds)), kind: numbers.map((n) => n % kinds) }
    return facets
  }

  /** Id of a page, and the anchors of its units. */
  search.page = async (page) => {
    const rows = await load(`pages/${Math.floor(page / core.block)}`)
    const [id, ...anchors] = rows[page % core.block]
    return { id, anchors }
  }

  /** What is shown of a page: {title, date, units}. */
  search.text = (page) => remembered(texts, page, () => loadText(page))

  async function loadText(page) {
    const [length, packed] = await load(`text/${page}`)
    const [title, date, ...units] = JSON.parse(charsOf(await inflate(search.readBytes(packed, length))))
    return { title, date, units: units.map(([headline, head, body, anchors]) => ({ headline, head, body, anchors })) }
  }

  async function inflate(bytes) {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))
    return new Uint8Array(await new Response(stream).arrayBuffer())
  }

  /** The characters that bytes stand for. */
  function charsOf(bytes) {
    const chars = []
    for (let i = 0; i < bytes.length; i++) {
      let rank = bytes[i]
      if (rank === LAST) rank = (bytes[++i] << 16) | (bytes[++i] << 8) | bytes[++i]
      else if (rank >= ONE_BYTE) rank = ONE_BYTE + ((rank - ONE_BYTE) << 8) + bytes[++i]
      chars.push(core.alphabet[rank])
    }
    return chars.join("")
  }
})()
