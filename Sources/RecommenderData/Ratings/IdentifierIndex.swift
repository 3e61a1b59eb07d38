/// Looks up dense indices by original identifiers.
///
/// Identifiers are the same if their bytes in UTF-8 are: an é of one scalar and one of two differ,
/// as they do to ``RatingReader``.
///
/// ```swift
/// let items = IdentifierIndex(ratings.itemIdentifiers)
/// items["B0001234"]  // the item's index, or nil
/// ```
public struct IdentifierIndex: Sendable {
  private var table = IdentifierTable()
  /// The position of each identifier of the table.
  private var positions: [Int] = []

  /// An index of identifiers by their positions; of equal ones the first counts.
  ///
  /// - Complexity: O(total length).
  public init(_ identifiers: [String]) {
    for (position, identifier) in identifiers.enumerated() {
      let bytes = identifier.utf8.span
      guard table.index(of: bytes, 0..<bytes.count) == nil else { continue }
      _ = table.insert(bytes, 0..<bytes.count)
      positions.append(position)
    }
  }

  /// The number of different identifiers.
  public var count: Int { positions.count }

  /// The position of `identifier`, or `nil` if it is unknown.
  public subscript(identifier: String) -> Int? {
    let bytes = identifier.utf8.span
    return table.index(of: bytes, 0..<bytes.count).map { positions[Int($0)] }
  }
}

extension RatingMatrix {
  /// The index of the user with this identifier, or `nil`.
  ///
  /// - Complexity: O(users); for many lookups make an ``IdentifierIndex`` of `userIdentifiers`.
  public func userIndex(of identifier: String) -> Int? {
    userIdentifiers.firstIndex { $0.utf8.elementsEqual(identifier.utf8) }
  }

  /// The index of the item with this identifier, or `nil`.
  ///
  /// - Complexity: O(items); for many lookups make an ``IdentifierIndex`` of `itemIdentifiers`.
  public func itemIndex(of identifier: String) -> Int? {
    itemIdentifiers.firstIndex { $0.utf8.elementsEqual(identifier.utf8) }
  }
}
