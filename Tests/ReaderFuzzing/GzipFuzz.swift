import RecommenderData

/// The reader of compressed rating files, against the one of plain files.
///
/// The first two bytes of an input choose the options, the others are the file.
package struct GzipFuzz: FuzzSubject {
  private static let path = "fuzz.gz"

  /// The reader of compressed files.
  package init() {}

  package var name: String { "gzip" }

  package var seeds: [[UInt8]] {
    RatingFuzz.text.seeds.compactMap { seed in
      guard let file = try? GzipEncoder.encode(Array(seed.dropFirst(2))) else { return nil }
      return seed.prefix(2) + file
    }
  }

  package func outcome(of input: [UInt8]) throws(FuzzFinding) -> FuzzOutcome {
    let options = RatingFuzzOptions(input)
    let bytes = Array(input.dropFirst(2))
    let properties = RatingProperties(reader: options.reader, path: Self.path)
    let outcome = try properties.check(
      bytes, pieceSize: options.pieceSize, writer: options.writer)
    // Plain bytes that begin like a gzip file would be inflated once more.
    guard let plain = Self.inflated(bytes), !plain.starts(with: [0x1f, 0x8b]) else {
      try FuzzFinding.check(outcome == .rejected || !bytes.isEmpty, "ratings out of nothing")
      return outcome
    }
    let direct = RatingProperties(reader: options.reader, path: "fuzz.txt")
      .read(plain, pieceSize: 1 << 20)
    let packed = properties.read(bytes, pieceSize: 1 << 20)
    switch (direct, packed) {
    case (.success(let direct), .success(let packed)):
      try FuzzFinding.check(direct.ratings == packed.ratings, "inflated, other ratings are read")
    case (.failure, .failure): break
    default: throw FuzzFinding("inflating first makes a difference: \(direct), \(packed)")
    }
    return outcome
  }

  /// Mostly the text in the file is changed and compressed again, so that errors in the text and
  /// several members are met too.
  package func mutated(_ input: [UInt8], using mutator: inout Mutator) -> [UInt8] {
    guard mutator.number(below: 4) > 0 else { return mutator.mutated(input) }
    var input = input
    if Self.inflated(Array(input.dropFirst(2))) == nil { input = mutator.other() ?? input }
    guard let plain = Self.inflated(Array(input.dropFirst(2))) else {
      return mutator.mutated(input)
    }
    let text = mutator.mutated(Array(plain.prefix(Mutator.greatestLength)))
    let cut = mutator.number(below: 4) == 0 ? mutator.number(below: text.count + 1) : text.count
    guard let first = try? GzipEncoder.encode(Array(text[..<cut])),
      let second = cut < text.count ? try? GzipEncoder.encode(Array(text[cut...])) : []
    else { return input }
    return Array((input.prefix(2) + first + second).prefix(Mutator.greatestLength))
  }

  /// What `bytes` inflate to, or `nil` if they are no gzip file.
  private static func inflated(_ bytes: [UInt8]) -> [UInt8]? {
    guard !bytes.isEmpty else { return nil }
    let source = ByteSource(path: path, bytes: bytes, pieceSize: 1 << 20)
    var plain: [UInt8] = []
    do throws(DataError) {
      while try source.read(into: &plain) {}
      return plain
    } catch {
      return nil
    }
  }
}
