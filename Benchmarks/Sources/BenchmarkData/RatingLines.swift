import Foundation
import Tensor

/// A rating file of seeded lines, `user`, `item` and `rating` separated by tabs, made to be read.
///
/// Each user rates fifty items of 50,021; no pair comes twice.
public struct RatingLines: Hashable, Sendable {
  /// The number of lines.
  public let count: Int
  /// Where the file is.
  public let path: String
  /// The size of the file.
  public let bytes: Int

  private static let perUser = 50
  /// A prime, so that every step between a user's items meets each item once.
  private static let items: UInt64 = 50_021

  /// Writes the file.
  public init(count: Int, path: String) throws {
    self.count = count
    self.path = path
    var rng = SeededGenerator(seed: 1)
    var text: [UInt8] = []
    text.reserveCapacity(18 * count)
    var (item, step): (UInt64, UInt64) = (0, 0)
    for line in 0..<count {
      if line.isMultiple(of: Self.perUser) {
        item = rng.next() % Self.items
        step = 1 + rng.next() % (Self.items - 1)
      }
      item = (item + step) % Self.items
      Self.append(UInt64(line / Self.perUser), to: &text)
      text.append(9)
      Self.append(item, to: &text)
      text.append(9)
      text.append(UInt8(49 + rng.next() % 5))
      text.append(10)
    }
    bytes = text.count
    try Data(text).write(to: URL(fileURLWithPath: path))
  }

  private static func append(_ number: UInt64, to text: inout [UInt8]) {
    var divisor: UInt64 = 1
    while number / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      text.append(UInt8(48 + number / divisor % 10))
      divisor /= 10
    }
  }
}
