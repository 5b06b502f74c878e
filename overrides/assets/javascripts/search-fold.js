/* Makes query and text alike, as builder/search/folding.py does for the index. */
(function () {
  "use strict"

  const search = window.archiveSearch

  // White space as Python has it, byte order mark and NUL: \s differs.
  const SPACES = /[\0\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]/

  // A character with what NFKC may join to it: combining marks, half-width voiced marks, Hangul vowels and finals.
  const CLUSTER = /[^][\p{M}\uff9e\uff9f\u1160-\u11ff]*/gu

  let variants = new Map()

  /** Take pairs of a traditional and a simplified character. */
  search.setVariants = (pairs) => {
    const chars = [...pairs]
    variants = new Map()
    for (let i = 0; i < chars.length; i += 2) variants.set(chars[i], chars[i + 1])
  }

  function foldChar(char) {
    if (SPACES.test(char)) return ""
    const lower = char.toLowerCase()
    return variants.get(lower) ?? lower
  }

  /**
   * Folded characters of a text, without white space.
   * chars: code points, each a string; from, to: where each came from in the text; spaced: whether white space stood before it.
   */
  search.fold = (text) => {
    const folded = { chars: [], from: [], to: [], spaced: [] }
    let spaced = false
    for (const match of text.matchAll(CLUSTER)) {
      for (const part of match[0].normalize("NFKC")) {
        const piece = foldChar(part)
        if (!piece) spaced = true
        for (const char of piece) {
          folded.chars.push(char)
          folded.from.push(match.index)
          folded.to.push(match.index + match[0].length)
          folded.spaced.push(spaced)
          spaced = false
        }
      }
    }
    return folded
  }

  /** Whether a term (see search-query.js) stands in a folded text at a place. */
  function standsAt(folded, term, start) {
    return term.chars.every((char, i) => folded.chars[start + i] === char && (!term.spaced[i] || folded.spaced[start + i]))
  }

  /** Where in a text some terms stand: [from, to] pairs, merged, in order. */
  search.find = (text, terms) => {
    const folded = search.fold(text)
    const ranges = []
    for (let start = 0; start < folded.chars.length; start++) {
      for (const term of terms) {
        if (standsAt(folded, term, start)) ranges.push([folded.from[start], folded.to[start + term.chars.length - 1]])
      }
    }
    return merge(ranges)
  }

  function merge(ranges) {
    const merged = []
    for (const [from, to] of ranges.sort((a, b) => a[0] - b[0])) {
      const last = merged.at(-1)
      if (last && from < last[1]) last[1] = Math.max(last[1], to)
      else merged.push([from, to])
    }
    return merged
  }
})()
