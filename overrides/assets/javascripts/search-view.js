/* Shows hits: their headlines, the sentence around, every hit marked. Text of the archive is set as text, never as HTML. */
(function () {
  "use strict"

  const search = window.archiveSearch
  const NO_HEADLINE = "〔原文无标题〕"
  const OWN_TEXT = "版面文字"
  const AROUND = 36 // characters shown before and after a hit whose sentence is long
  const MOST_SENTENCES = 3 // of a hit, where its terms stand apart
  const AT_ONCE = 3 // newspaper pages whose texts are read before a result counts as shown
  const SENTENCE_END = /[。！？；]/
  const CLOSING = /[”’』」）]/

  const KINDS = { __proto__: null, page: "版面文字", speech: "发言", report: "报道", editorial: "评论", news: "消息" }

  /** A kind in words. */
  search.kindName = (kind) => KINDS[kind] ?? kind

  /** An element with a class and children; strings become text. */
  function make(tag, className, ...children) {
    const element = document.createElement(tag)
    if (className) element.className = className
    element.append(...children)
    return element
  }
  search.make = make

  /** Text with its hits in <mark>. */
  function marked(text, ranges) {
    const parts = []
    let end = 0
    for (const [from, to] of ranges) {
      parts.push(text.slice(end, from), make("mark", "", text.slice(from, to)))
      end = to
    }
    return [...parts, text.slice(end)]
  }

  /** Start of the sentence in which a place stands, or somewhat before the place. */
  function sentenceStart(text, place) {
    const least = Math.max(0, place - AROUND)
    let start = place
    while (start > least && !SENTENCE_END.test(text[start - 1])) start--
    return start < place && CLOSING.test(text[start]) ? start + 1 : start
  }

  function sentenceEnd(text, place) {
    const most = Math.min(text.length, place + 2 * AROUND)
    let end = place
    while (end < most && !SENTENCE_END.test(text[end])) end++
    if (end < most) end++ // the mark itself, and what it closes
    return CLOSING.test(text[end] ?? "") ? end + 1 : end
  }

  /** Do not cut a character of two units in half. */
  function whole(text, at) {
    return /[\udc00-\udfff]/.test(text[at] ?? "") ? at + 1 : at
  }

  /** The sentence in which a range of a text lies: {start, end}. */
  function sentenceAround(text, [from, to]) {
    return { start: whole(text, sentenceStart(text, from)), end: whole(text, sentenceEnd(text, to)) }
  }

  /** The field that shows most terms, of the body before the head: the headline is shown anyway. */
  function bestField(unit, terms) {
    const fields = [...unit.body.map((text, i) => ({ text, anchor: unit.anchors[i] })), ...unit.head.map((text) => ({ text, anchor: "" }))]
    let best = null
    for (const field of fields) {
      const count = terms.filter((term) => search.find(field.text, [term]).length).length
      if (count > (best?.count ?? 0)) best = { ...field, count }
    }
    return best
  }

  /** Sentences that together show every term, [{text, anchor, start, end}]; the headline as a whole is among them. */
  function sentencesOf(unit, terms) {
    const sentences = []
    for (let left = terms; left.length && sentences.length < MOST_SENTENCES; ) {
      const field = bestField(unit, left)
      if (!field) break
      const ranges = search.find(field.text, left)
      const sentence = { ...field, ...sentenceAround(field.text, ranges[0]) }
      sentences.push(sentence)
      left = left.filter((term) => !search.find(field.text.slice(sentence.start, sentence.end), [term]).length)
    }
    return sentences
  }

  function excerpt({ text, start, end }, terms) {
    const shown = text.slice(start, end)
    return make("span", "archive-hit__text", start > 0 ? "…" : "", ...marked(shown, search.find(shown, terms)), end < text.length ? "…" : "")
  }

  /** Hits of a result as list items, by newspaper page. */
  class Hits {
    /** options: address(page id, query, anchor) of a hit, onError(error). */
    constructor(list, options) {
      this.list = list
      this.options = options
      this.observer = new IntersectionObserver((entries) => this.onSeen(entries), { rootMargin: "600px" })
      this.waiting = new Map() // link -> loads its text and fills it
    }

    clear() {
      this.observer.disconnect()
      this.waiting.clear()
      this.lastPage = null
      this.list.replaceChildren()
    }

    /** Show some units in place of others: those of the first pages with their sentences, then the rest, while they are wanted. */
    async show(units, query, terms, isWanted) {
      const core = await search.open()
      const pages = [...new Set(units.map((unit) => core.unitPage[unit]))]
      const later = units.findIndex((unit) => core.unitPage[unit] === pages[AT_ONCE])
      const first = await this.load(later < 0 ? units : units.slice(0, later), query)
      const texts = new Map(await Promise.all(pages.slice(0, AT_ONCE).map(async (page) => [page, await search.text(page)])))
      if (!isWanted()) return
      this.clear()
      this.add(first, terms, texts)
      const rest = await this.load(later < 0 ? [] : units.slice(later), query)
      if (isWanted()) this.add(rest, terms)
    }

    /** Links to some units, which `add` shows. */
    load(units, query) {
      return Promise.all(units.map((unit) => this.item(unit, query)))
    }

    /** Show hits behind those shown; texts: of some pages, those of the others load when they are seen. */
    add(items, terms, texts = new Map()) {
      const wanted = terms.filter((term) => !term.excluded)
      for (const item of items) this.place(item, texts.get(item.page), wanted)
    }

    async item(unit, query) {
      const core = await search.open()
      const page = core.unitPage[unit]
      const number = unit - core.pageUnit[page] // on its page
      const { id, anchors } = await search.page(page)
      const link = make("a", "archive-hit", id)
      link.dataset.search = "hit"
      link.dataset.article = anchors[number] ? `${id}-${anchors[number]}` : id
      link.href = this.options.address(id, query, anchors[number])
      return { page, number, link }
    }

    place(item, text, terms) {
      if (this.lastPage !== item.page) this.list.append(make("li", "archive-hits__group", make("p", "archive-hits__page"), make("ol", "")))
      this.lastPage = item.page
      const group = this.list.lastElementChild
      group.lastElementChild.append(make("li", "", item.link))
      if (text) return fill(group, item, text, terms)
      this.waiting.set(item.link, async () => fill(group, item, await search.text(item.page), terms))
      this.observer.observe(item.link)
    }

    onSeen(entries) {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue
        this.observer.unobserve(target)
        this.waiting.get(target)().catch((error) => target.isConnected && this.options.onError(error))
      }
    }
  }

  /** Put headline and sentences into a hit's link, and an anchor into its address where the unit has none of its own. */
  function fill(group, { number, link }, text, terms) {
    group.firstElementChild.replaceChildren(make("span", "", text.title), make("span", "archive-hits__date", text.date))
    const unit = text.units[number]
    const headline = unit.headline || NO_HEADLINE
    const title = make("span", "archive-hit__headline", ...marked(headline, search.find(headline, terms)))
    const sentences = sentencesOf(unit, terms)
    if (!link.hash) {
      title.append(make("span", "archive-hit__kind", OWN_TEXT))
      link.hash = sentences.find(({ anchor }) => anchor)?.anchor ?? ""
    }
    link.replaceChildren(title, ...sentences.filter((sentence) => sentence.text !== unit.headline).map((sentence) => excerpt(sentence, terms)))
  }

  search.Hits = Hits
})()
