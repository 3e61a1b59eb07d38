import Foundation
import RecommenderData
import Recommenders
import Tensor
import Testing

/// Fits of the models that learn from pairs.
@Suite struct NextItemFitTests {
  /// The share of users whose held-out follower of their last item is among ten.
  private func recall(_ model: some NextItemRecommender, _ log: InteractionLog) throws -> Double {
    let users = Array(0..<log.userCount)
    let histories = users.map { Array(log.sequence(of: $0)) }
    let followers = histories.map { ($0[$0.count - 1] + 1) % Int32(log.itemCount) }
    let ranks = try model.ranks(ofItems: followers, for: users, after: histories)
    let known = ranks.compactMap { $0 }
    return Double(known.count { $0 <= 10 }) / Double(known.count)
  }

  @Test func modelsOfTheLastItemLearnTransitions() throws {
    let log = try MarkovLog.log(users: 600, items: 120)
    let chance = try recall(ItemPopularity(log), log)
    let options = PairwiseOptions(rank: 16, epochs: 80, seed: 2)
    let chain = try recall(FPMC.fit(log, options: options), log)
    let translation = try recall(TransRec.fit(log, options: options), log)
    #expect(chance < 0.2)
    #expect(chain > 0.9)
    #expect(translation > 0.5)
  }

  @Test func factorizationLearnsWhatUsersChoose() throws {
    // Two halves of the users choose from two halves of the items.
    var rng = SeededGenerator(seed: 3)
    var sequences: [[Int32]] = []
    for user in 0..<300 {
      let own = RandomSampling.indices(8, from: 60, using: &rng)
      sequences.append(own.map { Int32($0 + user % 2 * 60) })
    }
    let log = try InteractionLog(
      userIdentifiers: sequences.indices.map { "u\($0)" },
      itemIdentifiers: (0..<120).map { "i\($0)" }, sequences: sequences)
    let model = try BPRMF.fit(log, options: PairwiseOptions(rank: 8, epochs: 60))
    let users = Array(0..<300)
    let lists = try model.nextItems(10, of: users, after: sequences)
    var right = 0
    for user in users {
      for entry in lists[user] where entry.item / 60 == user % 2 { right += 1 }
    }
    #expect(Double(right) > 0.95 * 3000)
  }

  @Test func threadsDoNotChangeABit() throws {
    let log = try MarkovLog.log(users: 300, items: 140)
    let options = PairwiseOptions(rank: 9, epochs: 3)
    func fits(_ threads: Int) throws -> [[Float]] {
      let parallelism = Parallelism(threads: threads)
      let factorization = try BPRMF.fit(log, options: options, parallelism: parallelism)
      let chain = try FPMC.fit(log, options: options, parallelism: parallelism)
      let translation = try TransRec.fit(log, options: options, parallelism: parallelism)
      return [
        factorization.userFactors.columnMajorElements,
        factorization.itemFactors.columnMajorElements, factorization.itemBiases,
        chain.userFactors.columnMajorElements, chain.contextFactors.columnMajorElements,
        chain.itemFactors.columnMajorElements, translation.userTranslations.columnMajorElements,
        translation.itemPoints.columnMajorElements, translation.itemBiases,
        translation.commonTranslation,
      ]
    }
    let serial = try fits(1)
    #expect(try fits(2) == serial)
    #expect(try fits(5) == serial)
    var other = options
    other.seed = 2
    #expect(
      try BPRMF.fit(log, options: other).userFactors.columnMajorElements != serial[0])
  }

  @Test func lossFalls() throws {
    let log = try MarkovLog.log(users: 300, items: 100)
    var losses: [Double] = []
    _ = try FPMC.fit(log, options: PairwiseOptions(rank: 8, epochs: 20)) { losses.append($0.loss) }
    #expect(losses.count == 20)
    #expect(abs(losses[0] - log2e) < 0.05)
    #expect(losses[19] < 0.5 * losses[0])
  }

  /// The loss of a margin of zero.
  private var log2e: Double { log(2.0) }

  @Test func refusesWhatCannotBeFitted() throws {
    let log = try MarkovLog.log(users: 40, items: 40)
    func failure(_ change: (inout PairwiseOptions) -> Void) -> RecommenderError? {
      var options = PairwiseOptions(rank: 4, epochs: 2)
      change(&options)
      do { _ = try BPRMF.fit(log, options: options) } catch { return error as? RecommenderError }
      return nil
    }
    let changes: [(name: String, change: (inout PairwiseOptions) -> Void)] = [
      ("rank", { $0.rank = 0 }), ("learningRate", { $0.learningRate = 0 }),
      ("learningRate", { $0.learningRate = .nan }), ("regularization", { $0.regularization = -1 }),
      ("regularization", { $0.regularization = 30 }), ("epochs", { $0.epochs = -1 }),
      ("initialDeviation", { $0.initialDeviation = .infinity }),
    ]
    for (name, change) in changes {
      guard case .invalidOption(let found, _)? = failure(change) else {
        Issue.record("no error for \(name)")
        continue
      }
      #expect(found == name)
    }
    #expect(
      failure {
        $0.learningRate = 1e18
        $0.regularization = 0
        $0.epochs = 10
      } == .lossNotFinite(epoch: 1, learningRate: 1e18))
    let short = try InteractionLog(
      userIdentifiers: ["a", "b"], itemIdentifiers: ["x", "y"], sequences: [[0], [1]])
    #expect(throws: RecommenderError.self) { try FPMC.fit(short) }
    let full = try InteractionLog(
      userIdentifiers: ["a", "b"], itemIdentifiers: ["x", "y"], sequences: [[0, 1], [1, 0, 1]])
    #expect(
      throws: RecommenderError.emptyData(what: "items that some user has not chosen")
    ) { try BPRMF.fit(full) }
    // The user who has not chosen every item has no action after another one.
    let almost = try InteractionLog(
      userIdentifiers: ["a", "b"], itemIdentifiers: ["x", "y"], sequences: [[0, 1], [1]])
    #expect(
      throws: RecommenderError.emptyData(what: "items that some user has not chosen")
    ) { try FPMC.fit(almost) }
    struct Stop: Error {}
    #expect(throws: Stop.self) { try BPRMF.fit(log) { _ in throw Stop() } }
  }
}
