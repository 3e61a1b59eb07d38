/// Which columns the names in a header identify.
///
/// Case, punctuation and RecBole's types (`user_id:token`) do not matter.
struct HeaderNames {
  /// The user's column, from 0, if a name tells it; likewise below.
  let user: Int?
  let item: Int?
  let rating: Int?
  let time: Int?
  /// Whether the names carry types, as in RecBole's atomic files.
  let isTyped: Bool

  /// Looks for known names in the fields of a line.
  init(_ fields: [String]) {
    let names = fields.map { field in
      let name = field.split(separator: ":", omittingEmptySubsequences: false).first ?? ""
      return name.lowercased().filter { $0.isLetter || $0.isNumber }
    }
    user = names.firstIndex { Self.userNames.contains($0) }
    item = names.firstIndex { Self.itemNames.contains($0) }
    rating = names.firstIndex { Self.ratingNames.contains($0) }
    time = names.firstIndex { Self.timeNames.contains($0) }
    isTyped = fields.allSatisfy { field in
      Self.types.contains { field.hasSuffix(":\($0)") }
    }
  }

  /// Checks that the names, which stand in `line`, carry types.
  ///
  /// - Parameter example: The column that a header should have besides user and item.
  func requireTypes(in line: [UInt8], example: String) throws(LineFailure) {
    guard !isTyped else { return }
    throw LineFailure(
      "expected the typed header of an .inter file, such as "
        + "'user_id:token item_id:token \(example)', found '\(LineFailure.excerpt(line))'")
  }

  private static let types = ["token", "float", "token_seq", "float_seq"]
  private static let userNames: Set = [
    "user", "userid", "users", "uid", "reviewer", "reviewerid", "customer", "customerid",
  ]
  private static let itemNames: Set = [
    "item", "itemid", "items", "iid", "movie", "movieid", "product", "productid", "asin",
    "business", "businessid", "book", "bookid", "isbn", "song", "songid", "artist", "artistid",
  ]
  private static let ratingNames: Set = [
    "rating", "ratings", "stars", "score", "overall", "value",
  ]
  private static let timeNames: Set = [
    "timestamp", "time", "ts", "unixtime", "unixreviewtime", "reviewtime", "date", "datetime",
  ]
}
