/// Identifiers by their bytes, numbered from 0 in order of first appearance.
///
/// An open-addressing hash table over one arena of bytes: looking up a known identifier allocates
/// nothing, and strings are made once, at the end.
struct IdentifierTable: Sendable {
  private var arena: [UInt8] = []
  /// Where each identifier begins in the arena; one more at the end.
  private var offsets: [Int] = [0]
  private var hashes: [UInt32] = []
  /// The identifier in each slot, −1 in free ones; a power of two, at most half full.
  private var slots = [Int32](repeating: -1, count: 1024)

  /// The number of identifiers.
  var count: Int { hashes.count }

  /// The number of the identifier `bytes[range]`, or `nil` if it is new.
  ///
  /// - Complexity: O(length), expected.
  func index(of bytes: Span<UInt8>, _ range: Range<Int>) -> Int32? {
    let slot = slot(of: bytes, range, hash: Self.hash(bytes, range))
    return slots[slot] < 0 ? nil : slots[slot]
  }

  /// Adds the identifier `bytes[range]`, which must be new, and returns its number.
  mutating func insert(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int32 {
    if (count + 1) * 2 > slots.count { grow() }
    let hash = Self.hash(bytes, range)
    let number = Int32(count)
    slots[slot(of: bytes, range, hash: hash)] = number
    hashes.append(hash)
    for position in range { arena.append(bytes[position]) }
    offsets.append(arena.count)
    return number
  }

  /// The identifiers in the order of their numbers.
  var strings: [String] {
    (0..<count).map { String(decoding: arena[offsets[$0]..<offsets[$0 + 1]], as: UTF8.self) }
  }

  private func slot(of bytes: Span<UInt8>, _ range: Range<Int>, hash: UInt32) -> Int {
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while true {
      let candidate = Int(slots[slot])
      if candidate < 0 { return slot }
      if hashes[candidate] == hash && isEqual(candidate, bytes, range) { return slot }
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
    slots = [Int32](repeating: -1, count: slots.count * 2)
    let mask = slots.count - 1
    for number in hashes.indices {
      var slot = Int(hashes[number]) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(number)
    }
  }

  /// Fowler, Noll and Vo's hash (FNV-1a) with a final mix, since slots take its low bits.
  private static func hash(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt32 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for position in range { hash = (hash ^ UInt64(bytes[position])) &* 0x100_0000_01b3 }
    hash ^= hash >> 32
    hash &*= 0x9e37_79b9_7f4a_7c15
    return UInt32(truncatingIfNeeded: hash >> 32)
  }
}
