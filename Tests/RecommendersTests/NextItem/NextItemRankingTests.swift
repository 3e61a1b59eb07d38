import Recommenders
import Tensor
import Testing

/// Lists and places of items by a model whose scores are given.
@Suite struct NextItemRankingTests {
  /// Scores of items for each user, whatever the history.
  private struct Given: NextItemRecommender {
    let scores: [[Float]]
    var userCount: Int { scores.count }
    var itemTable: Matrix<Float> {
      Matrix(rows: scores.count, columns: scores[0].count) { scores[$0][$1] }
    }
    var itemOffsets: [Float] { Array(repeating: 0, count: scores[0].count) }
    func queries(of users: [Int], after histories: [[Int32]]) -> Matrix<Float> {
      Matrix(rows: userCount, columns: users.count) { $0 == users[$1] ? 1 : 0 }
    }
  }

  private let model = Given(scores: [[1, 3, 2, 3, 0], [5, 5, 5, 5, 5]])

  @Test func listsLeaveOutTheHistoryAndPreferSmallerIndices() throws {
    let lists = try model.nextItems(3, of: [0, 1, 0], after: [[2], [0, 0, 3], [1, 3]])
    #expect(lists.map { $0.map(\.item) } == [[1, 3, 0], [1, 2, 4], [2, 0, 4]])
    #expect(lists[0].map(\.score) == [3, 3, 1])
  }

  @Test func listsEndWhereTheItemsDo() throws {
    let lists = try model.nextItems(10, of: [0], after: [[1, 3, 0, 2]])
    #expect(lists[0].map(\.item) == [4])
  }

  @Test func placesCountUnseenItemsOnly() throws {
    let ranks = try model.ranks(
      ofItems: [3, 3, 4, 1, 0], for: [0, 0, 1, 0, 1], after: [[0], [1], [0, 1], [1], [4]])
    #expect(ranks == [2, 1, 3, nil, 1])
  }

  @Test func scoresAreTheProductPlusOffsets() throws {
    let scores = try model.nextItemScores(of: [1, 0], after: [[0], [0]])
    #expect((scores.rows, scores.columns) == (5, 2))
    #expect(scores[3, 1] == 3)
    #expect(scores[3, 0] == 5)
  }

  @Test func refusesWhatIsNotInTheModel() {
    #expect(throws: RecommenderError.self) { try model.nextItems(0, of: [0], after: [[1]]) }
    #expect(throws: RecommenderError.self) { try model.nextItems(1, of: [2], after: [[1]]) }
    #expect(throws: RecommenderError.self) { try model.nextItems(1, of: [0], after: [[5]]) }
    #expect(throws: RecommenderError.self) { try model.nextItems(1, of: [0], after: [[]]) }
    #expect(throws: RecommenderError.self) { try model.nextItems(1, of: [0], after: []) }
    #expect(throws: RecommenderError.self) {
      try model.ranks(ofItems: [9], for: [0], after: [[1]])
    }
  }
}
