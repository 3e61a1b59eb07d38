/// Identifiers by their bytes, numbered from 0 in order of first appearance.
///
/// An open-addressing hash table over one arena of bytes: looking up a known identifier allocates
/// nothing, and strings are made once, at the end. Identifiers of up to seven bytes are compared as
/// one number.
struct IdentifierTable: Sendable {
  /// A place of the hash table, which one access to memory reads whole.
  private struct Slot {
    var word: UInt64 = 0
    var hash: UInt32 = 0
    /// The identifier's number, −1 in a free slot.
    var number: Int32 = -1
  }

  private var arena: [UInt8] = []
  /// Where each identifier begins in the arena; one more at the end.
  private var offsets: [Int] = [0]
  /// A power of two, at most half full.
  private var slots = [Slot](repeating: Slot(), count: 1024)
  /// The slot of the identifier found or added last, a free one before the first.
  private var latest = Slot()

  /// The number of identifiers.
  var count: Int { offsets.count - 1 }

  /// The number of the identifier `bytes[range]`, whose word is `word`, or `nil` if it is new;
  /// remembers what it found, which is the next one too in a file that is ordered by it.
  ///
  /// - Complexity: O(length), expected.
  mutating func find(_ word: UInt64, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Int32? {
    if latest.number >= 0, isEqual(latest, word, bytes, range) { return latest.number }
    let found = slots[place(Self.hash(word, bytes, range), word, bytes, range)]
    guard found.number >= 0 else { return nil }
    latest = found
    return found.number
  }

  /// The number of the identifier `bytes[range]`, or `nil` if it is new.
  ///
  /// - Complexity: O(length), expected.
  func index(of bytes: Span<UInt8>, _ range: Range<Int>) -> Int32? {
    let word = Self.word(bytes, range)
    let found = slots[place(Self.hash(word, bytes, range), word, bytes, range)]
    return found.number >= 0 ? found.number : nil
  }

  /// Adds the identifier `bytes[range]`, which must be new, and returns its number.
  mutating func insert(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int32 {
    if (count + 1) * 2 > slots.count { grow() }
    let word = Self.word(bytes, range)
    let hash = Self.hash(word, bytes, range)
    latest = Slot(word: word, hash: hash, number: Int32(count))
    slots[place(hash, word, bytes, range)] = latest
    for position in range { arena.append(bytes[position]) }
    offsets.append(arena.count)
    return latest.number
  }

  /// The number of the identifier `bytes[range]`, whose word is `word`; a new one is added.
  ///
  /// - Parameter name: What it identifies.
  /// - Throws: If it is empty or no UTF-8.
  /// - Complexity: O(length), expected.
  mutating func number(
    _ word: UInt64, _ bytes: Span<UInt8>, _ range: Range<Int>, called name: String
  ) throws(LineFailure) -> Int32 {
    if let known = find(word, bytes, range) { return known }
    guard !range.isEmpty else { throw LineFailure("the \(name) identifier is empty") }
    let copy = range.map { bytes[$0] }
    guard String(validating: copy, as: UTF8.self) != nil else {
      throw LineFailure("the \(name) identifier '\(LineFailure.excerpt(copy))' is not valid UTF-8")
    }
    return insert(bytes, range)
  }

  /// The identifiers in the order of their numbers.
  var strings: [String] {
    (0..<count).map { String(decoding: arena[offsets[$0]..<offsets[$0 + 1]], as: UTF8.self) }
  }

  /// The place of the slot that holds the identifier, or of the free one where it belongs.
  private func place(
    _ hash: UInt32, _ word: UInt64, _ bytes: Span<UInt8>, _ range: Range<Int>
  ) -> Int {
    let mask = slots.count - 1
    var place = Int(hash) & mask
    while true {
      let slot = slots[place]
      if slot.number < 0 || (slot.hash == hash && isEqual(slot, word, bytes, range)) {
        return place
      }
      place = (place + 1) & mask
    }
  }

  private func isEqual(
    _ slot: Slot, _ word: UInt64, _ bytes: Span<UInt8>, _ range: Range<Int>
  ) -> Bool {
    guard slot.word == word else { return false }
    guard range.count > Self.wordLength else { return true }
    let start = offsets[Int(slot.number)]
    guard offsets[Int(slot.number) + 1] - start == range.count else { return false }
    for step in Self.wordLength..<range.count
    where arena[start + step] != bytes[range.lowerBound + step] {
      return false
    }
    return true
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(), count: old.count * 2)
    let mask = slots.count - 1
    for slot in old where slot.number >= 0 {
      var place = Int(slot.hash) & mask
      while slots[place].number >= 0 { place = (place + 1) & mask }
      slots[place] = slot
    }
  }

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

  /// A hash of the word and, for long identifiers, of what it does not hold by
  /// Fowler, Noll and Vo's function (FNV-1a).
  private static func hash(_ word: UInt64, _ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt32 {
    var hash = word
    for position in Swift.min(range.lowerBound + wordLength, range.upperBound)..<range.upperBound {
      hash = (hash ^ UInt64(bytes[position])) &* 0x100_0000_01b3
    }
    hash = (hash ^ hash >> 32) &* 0x9e37_79b9_7f4a_7c15
    return UInt32(((hash ^ hash >> 29) &* 0xbf58_476d_1ce4_e5b9) >> 32)
  }
}
