import Tensor
import Testing

@testable import RecommenderData

@Suite struct IdentifierTableTests {
  /// Against a dictionary, over many growths of the table.
  @Test func agreesWithADictionary() {
    var table = IdentifierTable()
    var numbers: [String: Int32] = [:]
    var order: [String] = []
    var rng = SeededGenerator(seed: 2)
    for _ in 0..<20_000 {
      let name = String(rng.nextIndex(below: 6_000) * 1_048_576, radix: 16)
      let bytes = Array("..\(name)..".utf8)
      let range = 2..<bytes.count - 2
      let known = table.index(of: bytes.span, range)
      #expect(known == numbers[name])
      if known == nil {
        numbers[name] = table.insert(bytes.span, range)
        order.append(name)
        #expect(numbers[name] == Int32(order.count - 1))
      }
    }
    #expect(table.count == order.count)
    #expect(table.strings == order)
  }

  @Test func tellsPrefixesApart() {
    var table = IdentifierTable()
    let bytes = Array("abcabc".utf8)
    #expect(table.insert(bytes.span, 0..<2) == 0)
    #expect(table.index(of: bytes.span, 0..<3) == nil)
    #expect(table.index(of: bytes.span, 3..<5) == 0)
    #expect(table.index(of: bytes.span, 0..<1) == nil)
  }
}
