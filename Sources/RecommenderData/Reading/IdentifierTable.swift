/// Identifiers by their bytes, numbered from 0 in order of first appearance.
///
/// An open-addressing hash table over one arena of bytes: looking up a known identifier allocates
/// nothing, and strings are made once, at the end. Identifiers of up to seven bytes are compared as
/// one number.
struct IdentifierTable: Sendable {
  private var arena: [UInt8] = []
  /// Where each identifier begins in the arena; one more at the end.
  private var offsets: [Int] = [0]
  /// The word of each identifier.
  private var words: [UInt64] = []
  /// The hash of an identifier in the high half of each slot and its number plus 1 in the low one,
  /// 0 in free slots; a power of two, at most half full.
  private var slots = [UInt64](repeating: 0, count: 1024)
  /// The number of the identifier found or added last, −1 before the first.
  private var latest: Int32 = -1

  /// The number of identifiers.
  var count: Int { offsets.count - 1 }

  /// The number of the identifier `bytes[range]`, whose word is `word`, or `nil` if it is new;
  /// remembers what it found, which is the next one too in a file that is ordered by it.
  ///
  /// - Complexity: O(length), expected.
  mutating func find(_ word: UInt64, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Int32? {
    if latest >= 0, isEqual(Int(latest), word, bytes, range) { return latest }
    guard let number = index(word, bytes, range) else { return nil }
    latest = number
    return number
  }

  /// The number of the identifier `bytes[range]`, or `nil` if it is new.
  ///
  /// - Complexity: O(length), expected.
  func index(of bytes: Span<UInt8>, _ range: Range<Int>) -> Int32? {
    index(Self.word(bytes, range), bytes, range)
  }

  /// Adds the identifier `bytes[range]`, which must be new, and returns its number.
  mutating func insert(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int32 {
    if (count + 1) * 2 > slots.count { grow() }
    let word = Self.word(bytes, range)
    let hash = Self.hash(word, bytes, range)
    let number = Int32(count)
    slots[slot(hash, word, bytes, range)] = hash | UInt64(number + 1)
    for position in range { arena.append(bytes[position]) }
    offsets.append(arena.count)
    words.append(word)
    latest = number
    return number
  }

  /// The identifiers in the order of their numbers.
  var strings: [String] {
    (0..<count).map { String(decoding: arena[offsets[$0]..<offsets[$0 + 1]], as: UTF8.self) }
  }

  private func index(_ word: UInt64, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Int32? {
    let content = slots[slot(Self.hash(word, bytes, range), word, bytes, range)]
    return content == 0 ? nil : Int32(truncatingIfNeeded: content) - 1
  }

  /// The slot that holds the identifier, or the free one where it belongs.
  private func slot(
    _ hash: UInt64, _ word: UInt64, _ bytes: Span<UInt8>, _ range: Range<Int>
  ) -> Int {
    let mask = slots.count - 1
    var slot = Int(hash >> 32) & mask
    while true {
      let content = slots[slot]
      if content == 0 { return slot }
      let candidate = Int(content & ~Self.hashBits) - 1
      if content & Self.hashBits == hash, isEqual(candidate, word, bytes, range) { return slot }
      slot = (slot + 1) & mask
    }
  }

  private func isEqual(
    _ candidate: Int, _ word: UInt64, _ bytes: Span<UInt8>, _ range: Range<Int>
  ) -> Bool {
    guard words[candidate] == word else { return false }
    guard range.count > Self.wordLength else { return true }
    let start = offsets[candidate]
    guard offsets[candidate + 1] - start == range.count else { return false }
    for step in Self.wordLength..<range.count
    where arena[start + step] != bytes[range.lowerBound + step] {
      return false
    }
    return true
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: old.count * 2)
    let mask = slots.count - 1
    for content in old where content != 0 {
      var slot = Int(content >> 32) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = content
    }
  }

  private static let hashBits: UInt64 = 0xffff_ffff_0000_0000

  /// The number of bytes of an identifier that a word holds.
  private static let wordLength = 7

  /// The first bytes of an identifier, and its length, or 255 if there are more, in the highest byte.
  static func word(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    let count = Swift.min(range.count, wordLength)
    var word = UInt64(range.count > wordLength ? 255 : count) << 56
    var shift: UInt64 = 0
    for position in range.lowerBound..<range.lowerBound + count {
      word |= UInt64(bytes[position]) << shift
      shift += 8
    }
    return word
  }

  /// The high half of a hash of the word and, for long identifiers, of what it does not hold by
  /// Fowler, Noll and Vo's function (FNV-1a).
  private static func hash(_ word: UInt64, _ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    var hash = word
    for position in Swift.min(range.lowerBound + wordLength, range.upperBound)..<range.upperBound {
      hash = (hash ^ UInt64(bytes[position])) &* 0x100_0000_01b3
    }
    hash = (hash ^ hash >> 32) &* 0x9e37_79b9_7f4a_7c15
    return ((hash ^ hash >> 29) &* 0xbf58_476d_1ce4_e5b9) & hashBits
  }
}
