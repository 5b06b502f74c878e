/* Reads the index that builder/search writes: scripts that call archiveSearch.add, since nothing else loads from disk. */
(function () {
  "use strict"

  const search = window.archiveSearch
  const STOPPERS = 61
  const CONTINUERS = 32
  const SYMBOLS = new Int8Array(128).fill(-1)
  for (let code = 0x20, value = 0; code < 0x7f; code++) if (code !== 0x22 && code !== 0x5c) SYMBOLS[code] = value++

  const files = new Map() // name -> promise of its data
  const arrived = new Map() // name -> {version, data}, between the script's call and its load event
  let folder = ""
  let core = null
  let facets = null
  let fresh = ""

  class IndexError extends Error {}

  /** Called by the files of the index. */
  search.add = (version, name, data) => arrived.set(name, { version, data })

  /** Where the index lies. */
  search.setFolder = (address) => (folder = address)

  /** Forget everything, so that the next query asks again, past what the browser keeps. */
  search.forget = () => {
    files.clear()
    core = facets = null
    fresh = `?t=${Date.now()}`
  }

  /** The data of one file; rejects where it is missing, broken, or of another build than the rest. */
  function load(name) {
    if (!files.has(name)) {
      const promise = fetchScript(name)
      files.set(name, promise)
      promise.catch(() => files.delete(name)) // so that a retry asks again
    }
    return files.get(name)
  }

  function fetchScript(name) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script")
      script.charset = "utf-8"
      script.src = `${folder}${name}.js${core ? `?v=${core.version}` : fresh}`
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

  /** Numbers of a text that builder/search/numbers.py wrote. */
  function readNumbers(text) {
    const numbers = []
    for (let i = 0, high = 0; i < text.length; i++) {
      const value = SYMBOLS[text.charCodeAt(i)]
      if (value < STOPPERS) {
        numbers.push(high * STOPPERS + value)
        high = 0
      } else {
        high = high * CONTINUERS + value - STOPPERS + 1
      }
    }
    return numbers
  }

  /** A rising list from its gaps. */
  function readList(text) {
    const numbers = readNumbers(text)
    for (let i = 1; i < numbers.length; i++) numbers[i] += numbers[i - 1]
    return numbers
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
    const slotUnit = []
    const unitStart = []
    const unitPage = []
    const pageUnit = []
    readNumbers(data.units).forEach((value, unit) => {
      if (value % 2) pageUnit.push(unit)
      unitStart.push(slotUnit.length * data.slot)
      unitPage.push(pageUnit.length - 1)
      for (let i = value >> 1; i > 0; i--) slotUnit.push(unit)
    })
    const years = data.years.flatMap(([year, pages]) => new Array(pages).fill(year))
    return { ...data, slotUnit, unitStart, unitPage, pageUnit, years, table: replacement([...data.alphabet]) }
  }

  /** The characters of an alphabet by what stands for them; the order is that of builder/search/texts.py. */
  function replacement(alphabet) {
    const table = new Map()
    let code = 0x1f
    for (const char of alphabet) {
      do code = nextCode(code + 1)
      while (code === 0x22 || code === 0x5c || code === 0xad)
      table.set(String.fromCodePoint(code), char)
    }
    return table
  }

  function nextCode(code) {
    if (code === 0x7f) return 0xa1
    if (code === 0x800) return 0x3400
    return code === 0xd800 ? 0x20000 : code
  }

  function shardOf(key) {
    let value = 0
    for (const char of key) value = (value * 31 + char.codePointAt(0)) % 65521
    return value % core.shards
  }

  /** The rising list of a key: one character, two, or a space and one; empty where the key stands nowhere. */
  search.list = async (key) => {
    const shard = await load(`grams/${shardOf(key)}`)
    const entry = Object.hasOwn(shard, key) ? shard[key] : ""
    return readList(typeof entry === "number" ? await load(`long/${entry}`) : entry)
  }

  /** District and kind of each unit: {district, kind}, numbers by unit. */
  search.facets = async () => {
    if (facets) return facets
    const numbers = readNumbers(await load("facets"))
    const kinds = core.kinds.length
    facets = { district: numbers.map((n) => Math.floor(n / kinds)), kind: numbers.map((n) => n % kinds) }
    return facets
  }

  /** Id, title, day and units' anchors of a page. */
  search.page = async (page) => {
    const rows = await load(`pages/${Math.floor(page / core.block)}`)
    const [id, title, date, ...anchors] = rows[page % core.block]
    return { id, title, date, anchors }
  }

  /** What is shown of a unit. */
  search.unit = async (unit) => {
    const page = core.unitPage[unit]
    const text = await load(`text/${page}`)
    const units = JSON.parse(Array.from(text, (char) => core.table.get(char)).join(""))
    const [headline, head, body, anchors] = units[unit - core.pageUnit[page]]
    return { headline, head, body, anchors }
  }
})()
