/// Gathers the ratings of all files, with dense indices by first appearance.
struct RatingCollector {
  private(set) var users = IdentifierTable()
  private(set) var items = IdentifierTable()
  private(set) var columns = RatingColumns()
  private(set) var lines = LineMap()
  /// The ratings that are allowed, if given.
  let scale: RatingScale?

  init(scale: RatingScale?) {
    self.scale = scale
  }

  /// Makes room for so many ratings.
  mutating func reserveCapacity(_ count: Int) {
    columns.reserveCapacity(count)
  }

  /// Adds the rating whose fields are at the given places of `bytes`.
  mutating func add(
    _ bytes: Span<UInt8>, _ fields: FieldSplitter.Fields, file: Int, line: Int
  ) throws(LineFailure) {
    guard let value = DecimalParser.parse(bytes, fields.rating) else {
      throw fields.rating.isEmpty
        ? LineFailure("the rating is empty")
        : LineFailure("the rating '\(Self.text(bytes, fields.rating))' is not a number")
    }
    guard value.isFinite else {
      throw LineFailure("the rating '\(Self.text(bytes, fields.rating))' is not finite")
    }
    if let scale, !scale.contains(value) {
      throw LineFailure("the rating \(value.shortText) is outside the scale \(scale)")
    }
    let user = try Self.number(bytes, fields.user, in: &users, called: "user")
    let item = try Self.number(bytes, fields.item, in: &items, called: "item")
    lines.record(rating: columns.count, file: file, line: line)
    columns.append(user: user, item: item, value: value)
  }

  private static func number(
    _ bytes: Span<UInt8>, _ field: Range<Int>, in table: inout IdentifierTable, called name: String
  ) throws(LineFailure) -> Int32 {
    if let known = table.find(bytes, field) { return known }
    guard !field.isEmpty else { throw LineFailure("the \(name) identifier is empty") }
    let copy = field.map { bytes[$0] }
    guard String(validating: copy, as: UTF8.self) != nil else {
      throw LineFailure("the \(name) identifier '\(LineFailure.excerpt(copy))' is not valid UTF-8")
    }
    return table.insert(bytes, field)
  }

  private static func text(_ bytes: Span<UInt8>, _ field: Range<Int>) -> String {
    LineFailure.excerpt(field.map { bytes[$0] })
  }
}
