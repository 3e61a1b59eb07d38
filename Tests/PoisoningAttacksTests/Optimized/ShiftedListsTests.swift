import RecommenderData
import Recommenders
import Tensor
import Testing

@testable import PoisoningAttacks

@Suite struct ShiftedListsTests {
  /// Lists from few scores against lists from all, for shifts of all sizes.
  @Test(arguments: [0, 0.01, 0.1, 1, 10], 1...3)
  func areTheListsOfAllScores(shift: Double, seed: Int) throws {
    var rng = SeededGenerator(seed: UInt64(seed))
    let knowledge = try starMatrix(users: 80, items: 700, seed: UInt64(seed))
    let loss = try TopNLoss(
      audience: Audience(users: Array(0..<80)), target: 5, top: 4, ratings: knowledge,
      parallelism: Parallelism(threads: 2))
    let users = Matrix<Double>(rows: 3, columns: loss.users.count) { _, _ in rng.nextNormal() }
    let items = Matrix<Double>(rows: 3, columns: 700) { _, _ in rng.nextNormal() }
    var moved = items
    for item in 0..<700 {
      // A few items move far, as those do that a fake user rates.
      let size = shift * (item % 50 == 0 ? 1 : 0.02)
      for factor in 0..<3 { moved[factor, item] += rng.nextNormal(deviation: size) }
    }
    let near = try ShiftedLists(loss, users: users, items: items).lists(items: moved)
    let all = try loss.lists(users: users, items: moved)
    for place in loss.users.indices {
      #expect(near[user: place].map(\.item) == all[user: place].map(\.item))
      #expect(
        zip(near[user: place], all[user: place]).allSatisfy { abs($0.score - $1.score) < 1e-12 })
    }
  }

  @Test func shortListsHoldWhatIsThere() throws {
    let knowledge = try matrix([[5, 4, 0, 1, 0], [3, 2, 1, 0, 4], [0, 0, 0, 0, 0]])
    let loss = try TopNLoss(
      audience: Audience(users: [0, 1, 2]), target: 2, top: 3, ratings: knowledge,
      parallelism: .serial)
    let users = Matrix<Double>(rows: 1, columns: 2, columnMajor: [1, 2])
    let items = Matrix<Double>(rows: 1, columns: 5, columnMajor: [1, 2, 3, 4, 5])
    let lists = try ShiftedLists(loss, users: users, items: items).lists(items: items * -1)
    #expect(loss.users == [0, 2])
    #expect(lists[user: 0].map(\.item) == [4])
    #expect(lists[user: 1].map(\.item) == [0, 1, 3])
  }
}
