import RecommenderData
import Recommenders
import Tensor
import Testing

/// `GRU4Rec`, `GRU4RecOptions`, `RecurrentTrainer`.
@Suite struct GRU4RecTests {
  private let small = GRU4RecOptions(
    rank: 16, learningRate: 0.01, epochs: 12, batchActions: 256, seed: 2)

  /// The share of users whose held-out follower of their last item is among ten.
  private func recall(_ model: GRU4Rec, _ log: InteractionLog) throws -> Double {
    let users = Array(0..<log.userCount)
    let histories = users.map { Array(log.sequence(of: $0)) }
    let followers = histories.map { ($0[$0.count - 1] + 1) % Int32(log.itemCount) }
    let ranks = try model.ranks(ofItems: followers, for: users, after: histories)
    return try NextItemAccuracy(ranks: ranks.filter { $0 != nil }).recall
  }

  @Test func learnsTransitions() throws {
    let log = try MarkovLog.log(users: 600, items: 120)
    var losses: [Double] = []
    let model = try GRU4Rec.fit(log, options: small) { losses.append($0.loss) }
    #expect(try recall(model, log) > 0.9)
    #expect(losses.count == 12)
    #expect(losses[11] < losses[0] - 0.5)
  }

  @Test func looksBeyondTheLastItem() throws {
    // After item 0 comes what came before it: only the memory of the units knows.
    let log = try InteractionLog(
      userIdentifiers: (0..<200).map { "u\($0)" }, itemIdentifiers: (0..<5).map { "i\($0)" },
      sequences: (0..<200).map { (user: Int) -> [Int] in [1 + user % 4, 0, 1 + user % 4] })
    let model = try GRU4Rec.fit(
      log, options: GRU4RecOptions(rank: 8, learningRate: 0.02, epochs: 60, batchActions: 64))
    for item in 1...4 {
      let scores = try model.nextItemScores(of: [0], after: [[Int32(item), 0]])
      let own = scores[item, 0]
      for other in 0..<5 where other != item {
        let score = scores[other, 0]
        #expect(score < own)
      }
    }
  }

  @Test func threadsDoNotChangeABit() throws {
    let log = try MarkovLog.log(users: 300, items: 140)
    var options = small
    options.epochs = 2
    options.negatives = 20
    func numbers(_ model: GRU4Rec) -> [[Float]] {
      [
        model.itemVectors.columnMajorElements, model.itemBiases,
        model.queries(of: [0, 1], after: [[3], [4, 5]]).columnMajorElements,
      ]
    }
    func fit(_ threads: Int) throws -> [[Float]] {
      let parallelism = Parallelism(threads: threads)
      let model = try GRU4Rec.fit(log, options: options, parallelism: parallelism)
      let sequences = (0..<90).map { Array(log.sequence(of: $0)) }
      let further = try model.continued(
        on: sequences, epochs: 2, seed: 7, parallelism: parallelism)
      return numbers(model) + numbers(further)
    }
    let serial = try fit(1)
    #expect(try fit(2) == serial)
    #expect(try fit(5) == serial)
    options.seed = 3
    #expect(try fit(1) != serial)
  }

  @Test func queriesDoNotDependOnWhoElseAsks() throws {
    let log = try MarkovLog.log(users: 200, items: 60)
    var options = small
    options.epochs = 1
    options.maximumLength = 6
    let model = try GRU4Rec.fit(log, options: options)
    // Lengths from 1 to 20 in no order, more than a block of them.
    let histories: [[Int32]] = (0..<150).map { (number: Int) -> [Int32] in
      let length = 1 + number * 7 % 20
      return (0..<length).map { (place: Int) -> Int32 in Int32((place * 3 + number) % 60) }
    }
    let users = Array(0..<150)
    let together = model.queries(of: users, after: histories)
    for user in users {
      let alone = model.queries(of: [user], after: [histories[user]])
      let recent = model.queries(of: [0], after: [histories[user].suffix(6)])
      for row in 0..<16 {
        let difference = abs(together[row, user] - alone[row, 0])
        #expect(difference < 16 * Float.ulpOfOne)
      }
      // Long histories are cut, and users play no part.
      #expect(alone == recent)
    }
    #expect(model.queries(of: [], after: []).columns == 0)
  }

  @Test func longSequencesAreCutInTraining() throws {
    func log(_ prefix: [Int32]) throws -> InteractionLog {
      try InteractionLog(
        userIdentifiers: ["a", "b"], itemIdentifiers: (0..<8).map { "i\($0)" },
        sequences: [prefix + [0, 1, 2, 3], [4, 5]])
    }
    var options = small
    options.maximumLength = 3
    let short = try GRU4Rec.fit(log([]), options: options)
    #expect(try GRU4Rec.fit(log([7, 6, 7]), options: options).itemVectors == short.itemVectors)
    options.maximumLength = 4
    #expect(
      try GRU4Rec.fit(log([7, 6, 7]), options: options).itemVectors
        != GRU4Rec.fit(log([]), options: options).itemVectors)
  }

  @Test func continuedTrainingLearnsTheGivenSequences() throws {
    let log = try MarkovLog.log(users: 300, items: 60)
    let model = try GRU4Rec.fit(log, options: small)
    // 10 leads to 40 there, which it does not in the log.
    let sequences = (0..<40).map { (number: Int) -> [Int32] in [Int32(number + 20) % 60, 10, 40] }
    let further = try model.continued(on: sequences, epochs: 30, seed: 1)
    func rank(_ model: GRU4Rec) throws -> Int? {
      try model.ranks(ofItems: [40], for: [0], after: [[10]])[0]
    }
    let (before, after) = (try #require(try rank(model)), try #require(try rank(further)))
    #expect(before > 3)
    #expect(after == 1)
    #expect(further.userCount == 300)
    let same = try model.continued(on: sequences, epochs: 0, seed: 1)
    #expect(same.itemVectors == model.itemVectors)
    #expect(throws: RecommenderError.self) {
      try model.continued(on: sequences, epochs: -1, seed: 1)
    }
    #expect(throws: RecommenderError.self) {
      try model.continued(on: [[1, 60]], epochs: 1, seed: 1)
    }
    #expect(throws: RecommenderError.self) {
      try model.continued(on: [[1], []], epochs: 1, seed: 1)
    }
  }

  @Test func refusesWhatCannotBeFitted() throws {
    let log = try MarkovLog.log(users: 40, items: 40)
    func failure(_ change: (inout GRU4RecOptions) -> Void) -> RecommenderError? {
      var options = GRU4RecOptions(rank: 4, epochs: 2)
      change(&options)
      do { _ = try GRU4Rec.fit(log, options: options) } catch { return error as? RecommenderError }
      return nil
    }
    let changes: [(name: String, change: (inout GRU4RecOptions) -> Void)] = [
      ("rank", { $0.rank = 0 }), ("epochs", { $0.epochs = -1 }),
      ("batchActions", { $0.batchActions = 0 }), ("negatives", { $0.negatives = -1 }),
      ("maximumLength", { $0.maximumLength = 0 }), ("learningRate", { $0.learningRate = .nan }),
      ("gradientNorm", { $0.gradientNorm = 0 }), ("initialDeviation", { $0.initialDeviation = -1 }),
      ("inputDropout", { $0.inputDropout = 1 }), ("stateDropout", { $0.stateDropout = -0.1 }),
    ]
    for (name, change) in changes {
      guard case .invalidOption(let found, _)? = failure(change) else {
        Issue.record("no error for \(name)")
        continue
      }
      #expect(found == name)
    }
    let overflow = failure {
      $0.learningRate = 1e38
      $0.batchActions = 32
    }
    #expect(overflow == .lossNotFinite(epoch: 1, learningRate: 1e38))
    let short = try InteractionLog(
      userIdentifiers: ["a", "b"], itemIdentifiers: ["x", "y"], sequences: [[0], [1]])
    #expect(throws: RecommenderError.self) { try GRU4Rec.fit(short) }
    struct Stop: Error {}
    #expect(throws: Stop.self) { try GRU4Rec.fit(log, options: small) { _ in throw Stop() } }
    #expect(
      try GRU4Rec.fit(log, options: GRU4RecOptions(rank: 3, epochs: 0)).itemBiases.count == 40)
  }
}
