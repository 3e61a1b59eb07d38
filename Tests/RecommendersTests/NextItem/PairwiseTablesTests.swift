import Tensor
import Testing

@testable import Recommenders

/// What training of pairs starts from.
@Suite struct PairwiseTablesTests {
  /// Three chunks, the last one short.
  @Test(arguments: [1, 2, 5])
  func normalNumbersAreThoseOfOneStream(threads: Int) {
    var (drawn, expected) = (SeededGenerator(seed: 3), SeededGenerator(seed: 3))
    let table = FactorizationTables.normal(
      rows: 64, columns: 300, deviation: 0.1, using: &drawn,
      parallelism: Parallelism(threads: threads))
    for column in 0..<300 {
      for row in 0..<64 {
        #expect(table[row, column] == Float(expected.nextNormal(deviation: Double(Float(0.1)))))
      }
    }
    #expect(drawn == expected)
  }
}
