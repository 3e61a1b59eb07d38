import Tensor
import Testing

@testable import RecommenderData

@Suite struct DecimalParserTests {
  func parse(_ text: String) -> Double? {
    let bytes = Array("<\(text)>".utf8)
    return DecimalParser.parse(bytes.span, 1..<bytes.count - 1)
  }

  @Test(arguments: [
    "4", "4.0", "3.5", "0", "-2", "+1.25", ".5", "5.", "007", "0.1", "123456789012345",
    "12345678901234567890", "0.000000000000001", "3.14159265358979323846", "1e3", "2.5E-2",
    "-0.30000000000000004",
  ])
  func agreesWithTheStandardLibrary(_ text: String) throws {
    // The standard library wants a digit on both sides of the point.
    let standard = text == ".5" ? "0.5" : text == "5." ? "5.0" : text
    #expect(parse(text) == Double(standard))
  }

  @Test func isCorrectlyRounded() {
    var rng = SeededGenerator(seed: 1)
    for _ in 0..<2_000 {
      let digits = rng.nextIndex(below: 1_000_000_000)
      let places = 1 + rng.nextIndex(below: 9)
      let padded = String(repeating: "0", count: 10) + String(digits)
      let text = padded.dropLast(places) + "." + padded.suffix(places)
      #expect(parse(String(text)) == Double(text))
    }
  }

  @Test(arguments: ["", "-", ".", "+.", "1-", "1,5", "e5", "1e", "0x10", "4 ", "five", "١"])
  func rejects(_ text: String) { #expect(parse(text) == nil) }

  @Test(arguments: ["nan", "NaN", "-nan"]) func knowsNaN(_ text: String) {
    #expect(parse(text)?.isNaN == true)
  }

  @Test(arguments: ["inf", "-Infinity", "1e400"]) func knowsInfinity(_ text: String) {
    #expect(parse(text)?.isInfinite == true)
  }
}
