/* Shows hits: their headlines, the sentence around, every hit marked. Text of the archive is set as text, never as HTML. */
(function () {
  "use strict"

  const search = window.archiveSearch
  const NO_HEADLINE = "〔原文无标题〕"
  const OWN_TEXT = "版面文字"
  const AROUND = 36 // characters shown before and after a hit whose sentence is long
  const AT_ONCE = 3 // newspaper pages whose texts are read before a result counts as shown
  const SENTENCE_END = /[。！？；]/

  const KINDS = { page: "版面文字", speech: "发言", report: "报道", editorial: "评论", news: "消息" }

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
    for (let i = place; i > Math.max(0, place - AROUND); i--) if (SENTENCE_END.test(text[i - 1])) return i
    return Math.max(0, place - AROUND)
  }

  function sentenceEnd(text, place) {
    const most = Math.min(text.length, place + 2 * AROUND)
    for (let i = place; i < most; i++) if (SENTENCE_END.test(text[i])) return i + 1
    return most
  }

  /** Do not cut a character of two units in half. */
  function whole(text, at) {
    return /[\udc00-\udfff]/.test(text[at] ?? "") ? at + 1 : at
  }

  function sentence(text, ranges) {
    const [from, to] = ranges[0]
    const start = whole(text, sentenceStart(text, from))
    const end = whole(text, sentenceEnd(text, to))
    const inside = ranges.filter((range) => range[0] >= start && range[1] <= end).map((range) => range.map((n) => n - start))
    return [start > 0 ? "…" : "", ...marked(text.slice(start, end), inside), end < text.length ? "…" : ""]
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

  /** Hits of a result as list items, by newspaper page. */
  class Hits {
    constructor(list, options) {
      this.list = list
      this.options = options
      this.observer = new IntersectionObserver((entries) => this.onSeen(entries), { rootMargin: "600px" })
      this.waiting = new Map() // element -> what fills it
    }

    clear() {
      this.observer.disconnect()
      this.waiting.clear()
      this.list.replaceChildren()
    }

    /** Show some units behind those shown; settles when the first of them show their sentences. */
    async add(units, terms, query) {
      const core = await search.open()
      const pages = [...new Set(units.map((unit) => core.unitPage[unit]))]
      const heads = new Map(await Promise.all(pages.map(async (page) => [page, await search.page(page)])))
      const early = new Set(pages.slice(0, AT_ONCE))
      const items = units.map((unit) => this.item(unit, core, heads.get(core.unitPage[unit]), query))
      const texts = await Promise.all(items.map((item) => (early.has(item.page) ? search.unit(item.unit) : null)))
      items.forEach((item, i) => this.place(item, texts[i], terms))
    }

    item(unit, core, head, query) {
      const page = core.unitPage[unit]
      const anchor = head.anchors[unit - core.pageUnit[page]]
      const link = make("a", "archive-hit")
      link.dataset.search = "hit"
      link.dataset.article = anchor ? `${head.id}-${anchor}` : head.id
      link.href = this.options.address(head.id, query, anchor)
      return { unit, page, head, link }
    }

    place(item, text, terms) {
      if (this.lastPage !== item.page || !this.list.hasChildNodes()) this.list.append(this.group(item))
      this.lastPage = item.page
      this.list.lastElementChild.lastElementChild.append(make("li", "", item.link))
      if (text) return fill(item, text, terms)
      item.link.append(make("span", "archive-hit__headline", item.head.title))
      this.waiting.set(item.link, { item, terms })
      this.observer.observe(item.link)
    }

    group({ head }) {
      const title = make("p", "archive-hits__page", make("span", "", head.title), make("span", "archive-hits__date", head.date))
      return make("li", "archive-hits__group", title, make("ol", ""))
    }

    onSeen(entries) {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting || !this.waiting.has(target)) continue
        const { item, terms } = this.waiting.get(target)
        this.waiting.delete(target)
        this.observer.unobserve(target)
        search.unit(item.unit).then((text) => fill(item, text, terms), this.options.onError)
      }
    }
  }

  /** Put headline and sentence into a hit's link, and the anchor of the sentence into its address where there is no other. */
  function fill({ link }, unit, terms) {
    const wanted = terms.filter((term) => !term.excluded)
    const headline = unit.headline || NO_HEADLINE
    const isPage = !link.hash
    const title = make("span", "archive-hit__headline", ...marked(headline, search.find(headline, wanted)))
    if (isPage) title.append(make("span", "archive-hit__kind", OWN_TEXT))
    link.replaceChildren(title)
    const field = bestField(unit, wanted)
    if (isPage && field?.anchor) link.hash = field.anchor
    if (field && field.text !== unit.headline) {
      link.append(make("span", "archive-hit__text", ...sentence(field.text, search.find(field.text, wanted))))
    }
  }

  search.Hits = Hits
})()
