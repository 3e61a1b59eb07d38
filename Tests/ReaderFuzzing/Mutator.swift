import Tensor

/// Makes damaged and strange inputs out of valid ones, the same for the same seed.
package struct Mutator: Sendable {
  /// Inputs grow to no more bytes than this.
  package static let greatestLength = 4096

  private let tokens: [[UInt8]]
  private let others: [[UInt8]]
  private var rng: SeededGenerator

  /// A mutator that splices pieces of `others` into its inputs.
  package init(seed: UInt64, others: [[UInt8]]) {
    tokens = Self.texts.map { Array($0.utf8) } + Self.bytes
    self.others = others
    rng = SeededGenerator(seed: seed)
  }

  /// `input` after one to four random changes.
  package mutating func mutated(_ input: [UInt8]) -> [UInt8] {
    var bytes = input
    for _ in 0...rng.nextIndex(below: 4) { change(&bytes) }
    return Array(bytes.prefix(Self.greatestLength))
  }

  /// A random number below `bound`.
  package mutating func number(below bound: Int) -> Int { rng.nextIndex(below: bound) }

  /// One of the inputs that pieces are taken from.
  package mutating func other() -> [UInt8]? {
    others.isEmpty ? nil : others[rng.nextIndex(below: others.count)]
  }

  private mutating func change(_ bytes: inout [UInt8]) {
    let place = rng.nextIndex(below: bytes.count + 1)
    let range = place..<min(bytes.count, place + length())
    switch rng.nextIndex(below: 9) {
    case 0:
      if place < bytes.count { bytes[place] ^= 1 << UInt8(rng.nextIndex(below: 8)) }
    case 1:
      if place < bytes.count { bytes[place] = UInt8(rng.nextIndex(below: 256)) }
    case 2: bytes.removeSubrange(range)
    case 3: bytes.insert(contentsOf: Array(bytes[range]), at: range.lowerBound)
    case 4: bytes.insert(contentsOf: tokens[rng.nextIndex(below: tokens.count)], at: place)
    case 5: bytes.replaceSubrange(range, with: tokens[rng.nextIndex(below: tokens.count)])
    case 6:
      guard !others.isEmpty else { return }
      let other = others[rng.nextIndex(below: others.count)]
      bytes = Array(bytes[..<place]) + other[rng.nextIndex(below: other.count + 1)...]
    case 7: bytes.removeSubrange(place...)
    default:
      let piece = Array(bytes[range])
      bytes.removeSubrange(range)
      bytes.insert(contentsOf: piece, at: rng.nextIndex(below: bytes.count + 1))
    }
  }

  /// The length of a piece: mostly short, sometimes long.
  private mutating func length() -> Int {
    1 + rng.nextIndex(below: 1 << (1 + rng.nextIndex(below: 9)))
  }

  /// Text that parsers trip over.
  private static let texts = [
    "\t", ",", "::", ":", " ", "  ", "\n", "\r\n", "\r", "\n\n", "\"", "\"\"", "\",\"", "\u{feff}",
    "\u{85}", "\u{2028}", "e\u{301}", "0", "-0", "-1", "1e9", "1e-9", "1e308", "1e400", "0.1",
    "0.30000000000000004", "-1e9", "999999999999999", "9007199254740993", ".5", "5.", "+5", "1.2.3",
    "0x1p3", "nan", "inf", "-Infinity", "user", "item", "rating", "user,item,rating\n",
    "user_id:token", "item_id:token", "rating:float", "timestamp:float", "a\tb\t3\n", "a,b,3\n",
    "a::b::3\n", "a b 3\n", "{", "}", "(", ")", "[", "'", "True", "False", "'descr'", "'<f8'",
    "'>f4'", "'shape'", "'fortran_order'", "(1,)", "(2, 3)", "(0, 3)", "-1", "4294967296",
    "9223372036854775807", "L", "\u{93}NUMPY",
  ]

  /// Bytes that are no text.
  private static let bytes: [[UInt8]] = [
    [0], [0xff], [0xc3], [0xf0, 0x9f], [0x1f, 0x8b], [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3], [0x1a],
    [0x1b], [0x7f], [0, 0, 0, 0], [0xff, 0xff, 0xff, 0xff], [0, 0, 0x80, 0x7f], [1, 0, 0xa0, 0x7f],
    [0, 0, 0, 0, 0, 0, 0xf0, 0x7f], [1, 0, 0, 0, 0, 0, 0xf4, 0x7f], [2, 0], [3, 0],
  ]
}
