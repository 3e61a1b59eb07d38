import RecommenderData

/// The reader of files of sequences, by itself and against the writers.
///
/// The first two bytes of an input choose the options, the others are the file.
package struct SequenceFuzz: FuzzSubject {
  /// The reader of files of sequences.
  package init() {}

  package var name: String { "sequences" }

  package var seeds: [[UInt8]] {
    var seeds = SequenceSamples.texts.map { [0, 0] + Array($0.utf8) }
    for (number, writer) in SequenceSamples.writers.enumerated() {
      for log in SequenceSamples.logs {
        guard let file = try? writer.bytes(of: log) else { continue }
        // Small numbers name no layout, some from 128 on do.
        seeds.append([UInt8(number), UInt8(number)] + file)
        seeds.append([UInt8(number), writer.layout == .pairs ? 160 : 128] + file)
      }
    }
    return seeds
  }

  package func outcome(of input: [UInt8]) throws(FuzzFinding) -> FuzzOutcome {
    let choices = Int(input.first ?? 0) + 256 * Int(input.dropFirst().first ?? 0)
    let separators: [ColumnSeparator?] = [nil, nil, nil, .tab, .comma, .blanks, .doubleColon, nil]
    let headers: [Bool?] = [nil, nil, true, false]
    let layouts: [InteractionLayout] = [
      .auto, .auto, .auto, .auto, .sequences, .pairs, .timed, .inter,
    ]
    let reader = InteractionReader(
      layout: layouts[choices >> 13 & 7], separator: separators[choices >> 4 & 7],
      hasHeader: headers[choices >> 7 & 3])
    let properties = SequenceProperties(
      reader: reader, path: choices >> 9 & 7 == 1 ? "fuzz.inter" : "fuzz.txt")
    return try properties.check(
      Array(input.dropFirst(2)), pieceSize: 2 + choices >> 12 & 1 * 9,
      writer: SequenceSamples.writers[choices % 16 % SequenceSamples.writers.count])
  }
}
