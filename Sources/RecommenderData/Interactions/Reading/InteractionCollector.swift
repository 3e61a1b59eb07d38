/// Gathers the actions of a file, with dense indices by first appearance.
struct InteractionCollector {
  private var users = IdentifierTable()
  private var items = IdentifierTable()
  /// User and item of each action, in order of the file.
  private var userColumn: [Int32] = []
  private var itemColumn: [Int32] = []
  /// The time of each action, if they have one.
  private var times: [Double] = []
  /// The line where each user comes first.
  private var firstLines: [Int] = []

  /// The number of actions.
  var count: Int { userColumn.count }

  /// Adds a line that holds a user and all its items.
  mutating func addSequence(
    _ text: Span<UInt8>, _ places: [Range<Int>], line: Int
  ) throws(LineFailure) {
    let user = try Self.number(text, places[0], in: &users, called: "user")
    guard Int(user) == firstLines.count else {
      let name = LineFailure.excerpt(places[0].map { text[$0] })
      throw LineFailure(
        "user '\(name)' has a line already, line \(firstLines[Int(user)]), and a line should hold "
          + "all items of a user")
    }
    firstLines.append(line)
    guard places.count > 1 else {
      let name = LineFailure.excerpt(places[0].map { text[$0] })
      throw LineFailure("user '\(name)' has no items")
    }
    for (field, place) in places.enumerated().dropFirst() {
      guard !place.isEmpty else {
        throw LineFailure("column \(field + 1), an item, is empty")
      }
      itemColumn.append(try Self.number(text, place, in: &items, called: "item"))
      userColumn.append(user)
    }
  }

  /// Adds a line that holds one action.
  mutating func addAction(
    _ text: Span<UInt8>, user: Range<Int>, item: Range<Int>, time: Range<Int>?
  ) throws(LineFailure) {
    let user = try Self.number(text, user, in: &users, called: "user")
    let item = try Self.number(text, item, in: &items, called: "item")
    if let time { times.append(try DecimalParser.finite(text, time, called: "time")) }
    userColumn.append(user)
    itemColumn.append(item)
  }

  private static func number(
    _ text: Span<UInt8>, _ range: Range<Int>, in table: inout IdentifierTable, called name: String
  ) throws(LineFailure) -> Int32 {
    try table.number(IdentifierTable.word(text, range), text, range, called: name)
  }

  /// The actions by user: in order of their times, if they have some, and of the file.
  ///
  /// - Complexity: O(users + items + actions), and O(n log n) for n actions out of order.
  var log: InteractionLog {
    var starts = [Int](repeating: 0, count: users.count + 1)
    for user in userColumn { starts[Int(user) + 1] += 1 }
    for user in 0..<users.count { starts[user + 1] += starts[user] }
    var next = starts
    var order = [Int](repeating: 0, count: count)
    for (action, user) in userColumn.enumerated() {
      order[next[Int(user)]] = action
      next[Int(user)] += 1
    }
    if !times.isEmpty {
      for user in 0..<users.count {
        order[starts[user]..<starts[user + 1]].sort { one, other in
          times[one] != times[other] ? times[one] < times[other] : one < other
        }
      }
    }
    return InteractionLog(
      userIdentifiers: users.strings, itemIdentifiers: items.strings, starts: starts,
      items: order.map { itemColumn[$0] }, normalUserCount: users.count)
  }
}
