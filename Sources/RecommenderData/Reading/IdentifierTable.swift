/// Identifiers by their bytes, numbered from 0 in order of first appearance.
///
/// An open-addressing hash table over one arena of bytes: looking up a known identifier allocates
/// nothing, and strings are made once, at the end.
struct IdentifierTable: Sendable {
  private var arena: [UInt8] = []
  /// Where each identifier begins in the arena; one more at the end.
  private var offsets: [Int] = [0]
  /// The hash of an identifier in the high half of each slot and its number plus 1 in the low one,
  /// 0 in free slots; a power of two, at most half full.
  private var slots = [UInt64](repeating: 0, count: 1024)

  /// The number of identifiers.
  var count: Int { offsets.count - 1 }

  /// The number of the identifier found or added last, −1 before the first.
  private(set) var latest: Int32 = -1

  /// Whether `bytes[range]` is the identifier found or added last, as it is on most lines of a file
  /// that is ordered by it.
  func latestIs(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    latest >= 0 && isEqual(Int(latest), bytes, range)
  }

  /// The number of the identifier `bytes[range]`, or `nil` if it is new; remembers what it found.
  mutating func find(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int32? {
    guard let number = index(of: bytes, range) else { return nil }
    latest = number
    return number
  }

  /// The number of the identifier `bytes[range]`, or `nil` if it is new.
  ///
  /// - Complexity: O(length), expected.
  func index(of bytes: Span<UInt8>, _ range: Range<Int>) -> Int32? {
    let content = slots[slot(of: bytes, range, hash: Self.hash(bytes, range))]
    return content == 0 ? nil : Int32(truncatingIfNeeded: content) - 1
  }

  /// Adds the identifier `bytes[range]`, which must be new, and returns its number.
  mutating func insert(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int32 {
    if (count + 1) * 2 > slots.count { grow() }
    let hash = Self.hash(bytes, range)
    let number = Int32(count)
    slots[slot(of: bytes, range, hash: hash)] = hash | UInt64(number + 1)
    for position in range { arena.append(bytes[position]) }
    offsets.append(arena.count)
    latest = number
    return number
  }

  /// The identifiers in the order of their numbers.
  var strings: [String] {
    (0..<count).map { String(decoding: arena[offsets[$0]..<offsets[$0 + 1]], as: UTF8.self) }
  }

  /// The slot that holds the identifier, or the free one where it belongs.
  private func slot(of bytes: Span<UInt8>, _ range: Range<Int>, hash: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(hash >> 32) & mask
    while true {
      let content = slots[slot]
      if content == 0 { return slot }
      if content & Self.hashBits == hash, isEqual(Int(content & ~Self.hashBits) - 1, bytes, range) {
        return slot
      }
      slot = (slot + 1) & mask
    }
  }

  private func isEqual(_ candidate: Int, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let start = offsets[candidate]
    guard offsets[candidate + 1] - start == range.count else { return false }
    for step in 0..<range.count where arena[start + step] != bytes[range.lowerBound + step] {
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

  /// Fowler, Noll and Vo's hash (FNV-1a), mixed; its high half only.
  private static func hash(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for position in range { hash = (hash ^ UInt64(bytes[position])) &* 0x100_0000_01b3 }
    hash ^= hash >> 32
    return (hash &* 0x9e37_79b9_7f4a_7c15) & hashBits
  }
}
