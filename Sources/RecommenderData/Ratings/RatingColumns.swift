/// Ratings in order of arrival, as parallel columns of dense indices and values.
struct RatingColumns: Sendable {
  /// The user of each rating.
  var users: [Int32] = []
  /// The item of each rating.
  var items: [Int32] = []
  /// The score of each rating.
  var values: [Double] = []

  /// The number of ratings.
  var count: Int { values.count }

  /// Makes room for so many ratings.
  mutating func reserveCapacity(_ count: Int) {
    users.reserveCapacity(count)
    items.reserveCapacity(count)
    values.reserveCapacity(count)
  }

  /// Adds the ratings of other columns at the end.
  mutating func append(_ other: RatingColumns) {
    users.append(contentsOf: other.users)
    items.append(contentsOf: other.items)
    values.append(contentsOf: other.values)
  }

  /// Adds a rating at the end.
  mutating func append(user: Int32, item: Int32, value: Double) {
    users.append(user)
    items.append(item)
    values.append(value)
  }
}
