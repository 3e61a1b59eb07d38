import PoisoningExperiments
import RecommenderData
import Testing

@Suite struct InteractionLogFingerprintTests {
  func log(
    users: [String] = ["a", "b"], items: [String] = ["x", "y", "z"],
    sequences: [[Int]] = [[0, 1, 2], [1]]
  ) throws -> InteractionLog {
    try InteractionLog(userIdentifiers: users, itemIdentifiers: items, sequences: sequences)
  }

  @Test func dependsOnAllThatResultsCan() throws {
    let log = try log()
    let others = [
      try self.log(users: ["a", "c"]), try self.log(items: ["x", "y", "w"]),
      try self.log(sequences: [[0, 2, 1], [1]]), try self.log(sequences: [[0, 1], [2, 1]]),
      try self.log(items: ["x", "y", "z", "w"]),
      try log.injecting([FakeSequence(items: [0])]),
      try self.log(users: ["a", "b", "fake1"], sequences: [[0, 1, 2], [1], [0]]),
    ]
    #expect(Set(others.map(\.fingerprint) + [log.fingerprint]).count == others.count + 1)
    #expect(try self.log().fingerprint == log.fingerprint)
  }
}
