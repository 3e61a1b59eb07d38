import Foundation
import RecommenderData
import Testing

@Suite struct SequenceLengthsTests {
  /// Digits from References/sequence_lengths.py.
  @Test func agreesWithNumPy() throws {
    let lengths = try SequenceLengths(of: [5, 9, 6, 5, 7, 31, 5, 8, 12, 6])
    #expect(lengths.count == 10 && lengths.minimum == 5 && lengths.maximum == 31)
    #expect(abs(lengths.mean - 9.4) < 10 * 9.4 * .ulpOfOne)
    #expect(abs(lengths.deviation - 7.4993333037010705) < 10 * 7.5 * .ulpOfOne)
    #expect(lengths.lowerQuartile == 5.25 && lengths.median == 6.5)
    #expect(lengths.upperQuartile == 8.75)
    #expect(lengths.histogram.map(\.length) == [5, 6, 7, 8, 9, 12, 31])
    #expect(lengths.histogram.map(\.count) == [3, 2, 1, 1, 1, 1, 1])
  }

  @Test func ofOneLengthHasNoSpread() throws {
    let lengths = try SequenceLengths(of: CollectionOfOne(4))
    #expect(lengths.deviation == 0 && lengths.mean == 4)
    #expect([lengths.lowerQuartile, lengths.median, lengths.upperQuartile] == [4, 4, 4])
  }

  @Test func rejectsNoneAndNegativeOnes() {
    #expect(throws: DataError.invalidArgument(name: "lengths", requirement: "there are none")) {
      try SequenceLengths(of: [])
    }
    #expect(throws: DataError.invalidArgument(name: "lengths", requirement: "one is below 0")) {
      try SequenceLengths(of: [3, -1])
    }
  }

  @Test func comesBackFromJSON() throws {
    let lengths = try SequenceLengths(of: [0, 2, 2])
    let data = try JSONEncoder().encode(lengths)
    #expect(try JSONDecoder().decode(SequenceLengths.self, from: data) == lengths)
  }
}
