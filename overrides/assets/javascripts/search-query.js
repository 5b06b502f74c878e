/* Finds the units in which a query stands, the best first. */
(function () {
  "use strict"

  const search = window.archiveSearch

  const HEAD = 6 // for a term in label, headline or byline
  const DISTRICT = 8 // for an article about a district that a term names
  const CLOSE = 4 // for terms side by side; fades with the distance
  const FAR = 40 // characters over which it fades
  const MOST_PARTS = 5 // offered for a query that stands nowhere

  /**
   * The terms of a query: words separated by white space must all stand, a leading - excludes, "…" keeps spaces.
   * A query of nothing but exclusions, or a quote that is not closed, is taken as it stands.
   */
  search.parse = (query) => {
    const words = query.normalize("NFKC").match(/-?"[^"]*"(?=\s|$)|\S+/g) ?? []
    const terms = words.map((word) => toTerm(word)).filter((term) => term.chars.length)
    return terms.some((term) => !term.excluded) ? terms : words.map((word) => plainTerm(word)).filter((term) => term.chars.length)
  }

  function toTerm(word) {
    const [, minus, quoted] = word.match(/^(-?)"([^"]+)"$/) ?? []
    if (quoted !== undefined) return { ...search.fold(quoted.trim()), text: quoted.trim(), excluded: minus === "-" }
    const excluded = word.length > 1 && word.startsWith("-")
    return { ...plainTerm(excluded ? word.slice(1) : word), excluded }
  }

  function plainTerm(word) {
    return { ...search.fold(word), text: word, excluded: false }
  }

  /** Offsets of pairs that together hold every character of a term. */
  function cover(length) {
    const offsets = []
    for (let i = 0; i + 1 < length; i += 2) offsets.push(i)
    if (length % 2) offsets.push(length - 2)
    return offsets
  }

  /** Places of two rising lists that are in both. */
  function intersect(one, other) {
    const both = []
    for (let i = 0, j = 0; i < one.length && j < other.length; ) {
      if (one[i] < other[j]) i++
      else if (one[i] > other[j]) j++
      else (both.push(one[i]), i++, j++)
    }
    return both
  }

  /** Places at which a term of two characters or more begins. */
  async function placesOf(term) {
    const keys = cover(term.chars.length).map((offset) => [offset, term.chars[offset] + term.chars[offset + 1]])
    term.spaced.forEach((spaced, offset) => spaced && offset && keys.push([offset, ` ${term.chars[offset]}`]))
    const lists = await Promise.all(keys.map(async ([offset, key]) => (await search.list(key)).map((place) => place - offset)))
    return lists.sort((a, b) => a.length - b.length).reduce(intersect)
  }

  /** Units in which a term stands: unit -> {count, inHead, places}. */
  async function unitsOf(term, core) {
    if (term.chars.length === 1) return unitsOfCharacter(await search.list(`${term.chars[0]} `))
    const units = new Map()
    for (const place of await placesOf(term)) {
      const unit = core.slotUnit[Math.floor(place / core.slot)]
      const found = units.get(unit) ?? { count: 0, inHead: false, places: [] }
      found.count++
      found.inHead ||= place - core.unitStart[unit] < core.head
      found.places.push(place)
      units.set(unit, found)
    }
    return units
  }

  function unitsOfCharacter(list) {
    return new Map(list.map((n) => [Math.floor(n / 4), { count: (n & 1) + 1, inHead: (n & 2) > 0, places: [] }]))
  }

  /** Numbers of the districts that a term names, from 1. */
  function districtsNamed(term, core) {
    const name = term.chars.join("")
    return core.districts.flatMap((names, i) => (names.some((n, k) => k !== 1 && search.fold(n).chars.join("") === name) ? [i + 1] : []))
  }

  /** The least distance of a place of one list from one of another. */
  function distance(one, other) {
    let least = Infinity
    for (let i = 0, j = 0; i < one.length && j < other.length; ) {
      least = Math.min(least, Math.abs(one[i] - other[j]))
      if (one[i] < other[j]) i++
      else j++
    }
    return least
  }

  function closeness(found) {
    let sum = 0
    for (let i = 1; i < found.length; i++) {
      const apart = distance(found[i - 1].places, found[i].places)
      sum += CLOSE * Math.max(0, 1 - apart / FAR)
    }
    return sum
  }

  function score(found) {
    const single = found.reduce((sum, { count, inHead }) => sum + Math.log2(1 + count) + (inHead ? HEAD : 0), 0)
    return single + closeness(found)
  }

  /** Units in which every term stands and no excluded one does, with their scores. */
  async function scored(terms, core) {
    const wanted = await Promise.all(terms.filter((term) => !term.excluded).map((term) => unitsOf(term, core)))
    const excluded = await Promise.all(terms.filter((term) => term.excluded).map((term) => unitsOf(term, core)))
    const [rarest, ...others] = [...wanted].sort((a, b) => a.size - b.size)
    const scores = new Map()
    for (const unit of rarest.keys()) {
      if (others.every((units) => units.has(unit)) && !excluded.some((units) => units.has(unit))) {
        scores.set(unit, score(wanted.map((units) => units.get(unit))))
      }
    }
    return scores
  }

  async function addDistricts(scores, terms, core) {
    const named = new Set(terms.filter((term) => !term.excluded).flatMap((term) => districtsNamed(term, core)))
    if (!named.size) return
    const { district } = await search.facets()
    for (const [unit, value] of scores) if (named.has(district[unit])) scores.set(unit, value + DISTRICT)
  }

  /** All units of a page behind its best one. */
  function groupByPage(units, core) {
    const pages = new Map()
    for (const unit of units) {
      const page = core.unitPage[unit]
      if (!pages.has(page)) pages.set(page, [])
      pages.get(page).push(unit)
    }
    return [...pages.values()].flat()
  }

  /** What a query finds: {terms, units}; units are numbers, the best first, those of a page together. */
  search.findUnits = async (query) => {
    const core = await search.open()
    const terms = search.parse(query)
    if (!terms.length) return { terms, units: [] }
    const scores = await scored(terms, core)
    await addDistricts(scores, terms, core)
    const units = [...scores].sort(([a, one], [b, other]) => other - one || a - b).map(([unit]) => unit)
    return { terms, units: groupByPage(units, core) }
  }

  /** Parts of a query that stand in the archive, the longest first, each as long as it can be. */
  search.parts = async (terms) => {
    const wanted = terms.filter((term) => !term.excluded)
    let parts = (await Promise.all(wanted.map(partsOf))).flat()
    if (!parts.length) parts = await charactersOf(wanted)
    return [...new Set(parts)].sort((a, b) => b.length - a.length).slice(0, MOST_PARTS)
  }

  /** For terms of which not two characters stand together: the characters that stand by themselves. */
  async function charactersOf(terms) {
    const chars = terms.flatMap((term) => term.chars)
    const lists = await Promise.all(chars.map((char) => search.list(`${char} `)))
    return chars.filter((_, i) => lists[i].length)
  }

  async function partsOf({ chars }) {
    const pairs = chars.slice(1).map((char, i) => chars[i] + char)
    const lists = await Promise.all(pairs.map(search.list))
    const parts = []
    for (let start = 0, end = 0; start < lists.length; start++) {
      const longest = longestFrom(lists, start)
      if (longest <= end) continue
      end = longest
      parts.push(chars.slice(start, end).join(""))
    }
    return parts
  }

  /** Where the longest part ends that begins at a character and stands in the archive; 0 where none does. lists: places by pair. */
  function longestFrom(lists, start) {
    let next = start
    for (let places = lists[start]; places.length; next++) {
      if (next + 1 === lists.length) return lists.length + 1
      const apart = next + 1 - start
      places = intersect(places, lists[next + 1].map((place) => place - apart))
    }
    return next > start ? next + 1 : 0
  }

  /** Districts whose names contain what is typed: [{name, slug}]. */
  search.districtsLike = async (query) => {
    const core = await search.open()
    const typed = search.fold(query).chars.join("")
    if (!typed) return []
    const like = core.districts.filter(([name, , ...short]) => [name, ...short].some((n) => search.fold(n).chars.join("").includes(typed)))
    return like.slice(0, 5).map(([name, slug]) => ({ name, slug }))
  }
})()
