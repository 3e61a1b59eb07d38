public struct FakeSequence: Hashable, Codable, Sendable {
  public let items: [Int]
  public init(items: [Int]) { self.items = items }
}
public struct InteractionLog: Hashable, Sendable {
  public let userIdentifiers: [String]
  public let itemIdentifiers: [String]
  public let normalUserCount: Int
  private let starts: [Int]
  private let items: [Int32]
  public var userCount: Int { userIdentifiers.count }
  public var itemCount: Int { itemIdentifiers.count }
  public var actionCount: Int { items.count }
  public func sequence(of user: Int) -> ArraySlice<Int32> { items[starts[user]..<starts[user + 1]] }
  public init(userIdentifiers: [String], itemIdentifiers: [String], sequences: [[Int32]]) throws {
    self.userIdentifiers = userIdentifiers
    self.itemIdentifiers = itemIdentifiers
    normalUserCount = userIdentifiers.count
    var starts = [0]
    for s in sequences { starts.append(starts.last! + s.count) }
    self.starts = starts
    items = sequences.flatMap { $0 }
  }
  public func injecting(_ sequences: [FakeSequence]) throws -> InteractionLog { self }
}
