import Testing

@testable import Tensor

@Suite struct ExcerptTests {
  @Test func isOneShortPrintableLine() {
    #expect(Excerpt.text(of: "plain é".utf8) == "plain é")
    #expect(Excerpt.text(of: "a\r\nb\u{1b}c\u{85}d\u{2028}e\u{7f}".utf8) == "a  b c d e ")
    #expect(Excerpt.text(of: [0xff, 0x41]) == "\u{fffd}A")
    let long = Excerpt.text(of: Array(repeating: UInt8(ascii: "x"), count: 61))
    #expect(long == String(repeating: "x", count: 60) + "…")
  }
}
