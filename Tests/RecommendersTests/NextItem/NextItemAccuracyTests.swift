import RecommenderData
import Recommenders
import Testing

/// `NextItemAccuracy`, `NextItemModel`.
@Suite struct NextItemAccuracyTests {
  @Test func valuesByHand() throws {
    let accuracy = try NextItemAccuracy(ranks: [1, 3, nil, 4, 2], length: 3)
    #expect(accuracy.recall == 0.6)
    // (1/log₂2 + 1/log₂4 + 1/log₂3) / 5
    #expect(abs(accuracy.ndcg - 0.42618595071429148) < 1e-15)
    #expect(accuracy.length == 3)
  }

  @Test func edges() throws {
    #expect(try NextItemAccuracy(ranks: [nil, nil]).recall == 0)
    #expect(try NextItemAccuracy(ranks: [11]).ndcg == 0)
    let perfect = try NextItemAccuracy(ranks: [1, 1], length: 1)
    #expect((perfect.recall, perfect.ndcg) == (1, 1))
    #expect(throws: RecommenderError.self) { try NextItemAccuracy(ranks: []) }
    #expect(throws: RecommenderError.self) { try NextItemAccuracy(ranks: [1], length: 0) }
  }

  @Test(arguments: NextItemModel.allCases) func modelsFitByName(model: NextItemModel) throws {
    let log = try MarkovLog.log(users: 80, items: 40)
    var epochs = 0
    let fitted = try model.fit(log, seed: 3) { epochs = max(epochs, $0.epoch) }
    #expect(fitted.userCount == 80)
    #expect(fitted.itemCount == 40)
    #expect(epochs > 0)
    let users = Array(0..<80)
    let histories = users.map { Array(log.sequence(of: $0)) }
    let items = histories.map { ($0[$0.count - 1] + 1) % 40 }
    let accuracy = try fitted.accuracy(ofItems: items, for: users, after: histories)
    #expect((0...1).contains(accuracy.recall))
    #expect(NextItemModel(rawValue: model.rawValue) == model)
    #expect(throws: RecommenderError.self) {
      try fitted.accuracy(ofItems: items, for: users, after: histories, length: 0)
    }
  }
}
