/* Reads what builder/search/numbers.py packed into text: 15 bits a character. */
(function () {
  "use strict"

  const search = window.archiveSearch
  const BITS = 15
  const BASE = 0x3400
  const PARAMETER = 5

  class Bits {
    constructor(text) {
      this.text = text
      this.at = 0
      this.left = 0 // bits of the character before `at` that are still to be read
      this.rest = 0 // and their value
    }

    next() {
      this.rest = this.text.charCodeAt(this.at++) - BASE
      this.left = BITS
    }

    /** The number that the next bits hold. */
    take(count) {
      let value = 0
      while (count) {
        if (!this.left) this.next()
        const width = Math.min(count, this.left)
        this.left -= width
        value = value * 2 ** width + (this.rest >> this.left)
        this.rest &= (1 << this.left) - 1
        count -= width
      }
      return value
    }

    /** How many zeros stand before the next one, which is read too; -1 where none follows. */
    zeros() {
      let count = 0
      while (!this.rest) {
        if (this.at === this.text.length) return -1
        count += this.left
        this.next()
      }
      const zeros = Math.clz32(this.rest) - 32 + this.left
      this.left -= zeros + 1
      this.rest &= (1 << this.left) - 1
      return count + zeros
    }
  }

  /** A list of numbers. */
  search.readNumbers = (text) => {
    if (!text) return []
    const bits = new Bits(text)
    const low = bits.take(PARAMETER)
    const numbers = []
    for (let high = bits.zeros(); high >= 0; high = bits.zeros()) numbers.push(high * 2 ** low + bits.take(low))
    return numbers
  }

  /** A rising list, from its gaps. */
  search.readRising = (text) => {
    const numbers = search.readNumbers(text)
    for (let i = 1; i < numbers.length; i++) numbers[i] += numbers[i - 1]
    return numbers
  }

  /** So many bytes. */
  search.readBytes = (text, count) => {
    const bits = new Bits(text)
    return Uint8Array.from({ length: count }, () => bits.take(8))
  }
})()
