import Recommenders
import Tensor
import Testing

/// Votes of models whose scores are given.
@Suite struct RankVoteTests {
  /// The same scores of items for every user.
  private struct Given: NextItemRecommender {
    let itemOffsets: [Float]
    var userCount = 2
    var itemTable: Matrix<Float> { Matrix(rows: 1, columns: itemOffsets.count) }
    func queries(of users: [Int], after histories: [[Int32]]) -> Matrix<Float> {
      Matrix(rows: 1, columns: users.count)
    }
  }

  private let first = Given(itemOffsets: [9, 8, 7, 6, 5])
  private let second = Given(itemOffsets: [1, 1, 5, 4, 0])

  @Test func placesAreAveragedByWeight() throws {
    // The user has seen item 0, which is last. First: 1 2 3 4 in this order; second: 2 3 1 4, item 1 having one
    // score with item 0 only.
    let uniform = try RankVote([first, second]).nextItemScores(of: [1], after: [[0]])
    #expect(Array(uniform.column(0)) == [-5, -2, -1.5, -2.5, -4])
    let weighted = try RankVote([first, second], weights: [3, 1])
    #expect(weighted.weights == [0.75, 0.25])
    #expect(
      try Array(weighted.nextItemScores(of: [1], after: [[0]]).column(0))
        == [-5, -1.5, -1.75, -2.75, -4])
    #expect(try weighted.nextItems(2, of: [1], after: [[0]])[0].map(\.item) == [1, 2])
  }

  @Test func aTieBelongsToTheSmallerIndex() throws {
    let vote = try RankVote([Given(itemOffsets: [3, 3, 3])])
    #expect(try Array(vote.nextItemScores(of: [0], after: [[2]]).column(0)) == [-1, -2, -3])
  }

  @Test func manyUsersGetTheirOwnVotesForAnyThreads() throws {
    let vote = try RankVote([first, second])
    let users = (0..<40).map { $0 % 2 }
    let histories = (0..<40).map { [Int32($0 % 5)] }
    let serial = try vote.nextItemScores(of: users, after: histories, parallelism: .serial)
    #expect(
      try vote.nextItemScores(of: users, after: histories, parallelism: Parallelism(threads: 3))
        == serial)
    for user in users.indices { #expect(serial[user % 5, user] == -5) }
  }

  @Test func whatIsNoNumberHasNoPlace() throws {
    let broken = Given(itemOffsets: [9, 8, .nan, 6, 5])
    let votes = try RankVote([first, broken]).nextItemScores(of: [0], after: [[0]])
    #expect(Array(votes.column(0)).allSatisfy { $0.isNaN })
    // One that does not count is not asked.
    let sound = try RankVote([first, broken], weights: [1, 0])
    #expect(
      try Array(sound.nextItemScores(of: [0], after: [[0]]).column(0)) == [-5, -1, -2, -3, -4])
    #expect(throws: RecommenderError.self) {
      try broken.ranks(ofItems: [1], for: [0], after: [[0]])
    }
    #expect(try first.ranks(ofItems: [2], for: [0], after: [[0]]) == [2])
  }

  @Test func refusesNoModelsOtherShapesAndImpossibleWeights() {
    #expect(throws: RecommenderError.self) { try RankVote([]) }
    #expect(throws: RecommenderError.self) {
      try RankVote([first, Given(itemOffsets: [1, 2, 3, 4])])
    }
    #expect(throws: RecommenderError.self) {
      try RankVote([first, Given(itemOffsets: [1, 2, 3, 4, 5], userCount: 3)])
    }
    for weights in [[1.0], [0, 0], [1, -1], [1, .nan], [1, .infinity]] {
      #expect(throws: RecommenderError.self) { try RankVote([first, second], weights: weights) }
    }
  }
}
