/* On a page that a hit led to: marks what was searched for, and scrolls to the first of it. */
(function () {
  "use strict"

  const search = window.archiveSearch
  const BLOCKS = "h1, h2, h3, p, li, td, blockquote"
  const OURS = ".archive-facts, .archive-tools, .archive-citation" // what the archive says of a page; it is not searched

  /** Elements that hold the page's own text, in order. */
  function blocksOf(root) {
    return [...root.querySelectorAll(BLOCKS)].filter((block) => !block.querySelector(BLOCKS) && !block.closest(OURS))
  }

  /** The blocks of the article that the address names; all where it names none. */
  function blocksOfTarget(root) {
    const blocks = blocksOf(root)
    const target = location.hash && document.getElementById(location.hash.slice(1))
    const at = target ? blocks.findIndex((block) => block === target || block.contains(target)) : -1
    if (at < 0) return blocks
    const isHeading = (block) => block.tagName === "H2"
    const start = Math.max(0, blocks.findLastIndex((block, i) => i <= at && isHeading(block)))
    const end = blocks.findIndex((block, i) => i > at && isHeading(block))
    return blocks.slice(start, end < 0 ? undefined : end)
  }

  function textNodes(block) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT)
    const nodes = []
    while (walker.nextNode()) nodes.push(walker.currentNode)
    return nodes
  }

  /** Put <mark> around what stands at some ranges of a block's text, which may run across elements. */
  function mark(block, ranges) {
    let offset = 0
    for (const node of textNodes(block)) {
      const length = node.length
      for (const [from, to] of [...ranges].reverse()) wrap(node, Math.max(from - offset, 0), Math.min(to - offset, length))
      offset += length
    }
  }

  function wrap(node, from, to) {
    if (from >= to) return
    const range = document.createRange()
    range.setStart(node, from)
    range.setEnd(node, to)
    range.surroundContents(search.make("mark", "archive-mark"))
  }

  search.markPage = async (query) => {
    await search.open().catch(console.warn) // without it only traditional characters stay unmarked
    const root = document.querySelector(".md-content article")
    const terms = search.parse(query).filter((term) => !term.excluded)
    for (const block of blocksOfTarget(root)) mark(block, search.find(block.textContent, terms))
    root.querySelector(".archive-mark")?.scrollIntoView({ block: "center" })
  }
})()
