/// Looks up dense indices by original identifiers.
///
/// ```swift
/// let items = IdentifierIndex(ratings.itemIdentifiers)
/// items["B0001234"]  // the item's index, or nil
/// ```
public struct IdentifierIndex: Sendable {
  private let indices: [String: Int]

  /// An index of identifiers by their positions; of equal ones the first counts.
  ///
  /// - Complexity: O(n).
  public init(_ identifiers: [String]) {
    indices = Dictionary(
      zip(identifiers, identifiers.indices), uniquingKeysWith: { first, _ in first })
  }

  /// The position of `identifier`, or `nil` if it is unknown.
  public subscript(identifier: String) -> Int? {
    indices[identifier]
  }
}

extension RatingMatrix {
  /// The index of the user with this identifier, or `nil`.
  ///
  /// - Complexity: O(users); for many lookups make an ``IdentifierIndex`` of `userIdentifiers`.
  public func userIndex(of identifier: String) -> Int? {
    userIdentifiers.firstIndex(of: identifier)
  }

  /// The index of the item with this identifier, or `nil`.
  ///
  /// - Complexity: O(items); for many lookups make an ``IdentifierIndex`` of `itemIdentifiers`.
  public func itemIndex(of identifier: String) -> Int? {
    itemIdentifiers.firstIndex(of: identifier)
  }
}
