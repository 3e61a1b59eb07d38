/// What becomes of several differing ratings of one item by one user.
///
/// Ratings that do not differ are always taken as one.
public enum DuplicatePolicy: String, CaseIterable, Hashable, Codable, Sendable {
  /// They are an error.
  case error
  /// The one that comes first in the input counts.
  case first
  /// The one that comes last in the input counts.
  case last
  /// Their mean counts, over all lines of the pair, repeats included.
  case mean
}
