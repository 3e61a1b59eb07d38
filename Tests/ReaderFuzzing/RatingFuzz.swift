import RecommenderData

/// The reader of rating files, by itself and against the writers.
///
/// The first two bytes of an input choose the options, the others are the file.
package struct RatingFuzz: FuzzSubject {
  package let name: String
  /// The name that the file is read under, which tells its format.
  let path: String

  /// Columns of text.
  package static let text = RatingFuzz(name: "ratings", path: "fuzz.txt")
  /// RecBole's atomic format.
  package static let inter = RatingFuzz(name: "inter", path: "fuzz.inter")

  package var seeds: [[UInt8]] {
    var seeds: [[UInt8]] = []
    for (number, writer) in RatingSamples.writers.enumerated()
    where (writer == .inter) == path.hasSuffix(".inter") {
      for (other, ratings) in RatingSamples.matrices.enumerated() {
        guard let file = try? writer.bytes(of: ratings) else { continue }
        seeds.append([UInt8(number + 16 * other), 0] + file)
      }
    }
    return seeds
  }

  package func outcome(of input: [UInt8]) throws(FuzzFinding) -> FuzzOutcome {
    let options = RatingFuzzOptions(input)
    let bytes = Array(input.dropFirst(2))
    return try RatingProperties(reader: options.reader, path: path)
      .check(bytes, pieceSize: options.pieceSize, writer: options.writer)
  }
}

/// What the first two bytes of an input choose.
struct RatingFuzzOptions {
  /// How the file is read.
  let reader: RatingReader
  /// How many bytes come at a time.
  let pieceSize: Int
  /// How what was read is written.
  let writer: RatingWriter

  init(_ input: [UInt8]) {
    let choices = Int(input.first ?? 0) + 256 * Int(input.dropFirst().first ?? 0)
    writer = RatingSamples.writers[choices % 16 % RatingSamples.writers.count]
    pieceSize = 2 + choices / 16 % 4 * 5
    let separators: [ColumnSeparator?] = [nil, nil, nil, .tab, .comma, .blanks, .doubleColon, nil]
    let headers: [Bool?] = [nil, nil, true, false]
    let scale = choices >> 13 & 3 == 1 ? RatingScale.fiveStars : nil
    reader = RatingReader(
      separator: separators[choices >> 6 & 7], hasHeader: headers[choices >> 9 & 3], scale: scale,
      duplicates: DuplicatePolicy.allCases[choices >> 11 & 3])
  }
}
