/// What tells one cell of a grid of experiments from the others.
public protocol GridKey: Hashable, Codable, Sendable {
  /// A name for the cell's file, different for each key of a grid.
  ///
  /// Characters other than ASCII letters, digits, `-`, `_` and `.` are escaped by the store.
  var fileName: String { get }
}
