/// The ratings of one injected user.
public struct FakeProfile: Hashable, Codable, Sendable {
  /// The rated items, by index in the rating matrix under attack, ascending.
  public let items: [Int]
  /// The rating of each item of ``items``.
  public let values: [Double]

  /// The number of ratings.
  public var count: Int { items.count }

  /// A profile of the given (item, rating) pairs.
  ///
  /// - Precondition: No item occurs twice.
  public init(_ ratings: some Sequence<(item: Int, value: Double)>) {
    let sorted = ratings.sorted { $0.item < $1.item }
    items = sorted.map(\.item)
    values = sorted.map(\.value)
    precondition(zip(items, items.dropFirst()).allSatisfy(<), "an item occurs twice in a profile")
  }

  /// The rating of `item`, if the profile has one.
  public func value(of item: Int) -> Double? {
    var low = 0
    var high = items.count
    while low < high {
      let middle = (low + high) / 2
      if items[middle] < item { low = middle + 1 } else { high = middle }
    }
    return low < items.count && items[low] == item ? values[low] : nil
  }
}

extension FakeProfile {
  private enum CodingKeys: CodingKey {
    case items, values
  }

  /// Decodes a profile.
  ///
  /// - Throws: `DecodingError.dataCorrupted` unless items ascend and each has a value.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    items = try container.decode([Int].self, forKey: .items)
    values = try container.decode([Double].self, forKey: .values)
    guard items.count == values.count, zip(items, items.dropFirst()).allSatisfy(<) else {
      throw DecodingError.dataCorruptedError(
        forKey: .items, in: container,
        debugDescription: "a profile needs ascending items and a value for each")
    }
  }
}
