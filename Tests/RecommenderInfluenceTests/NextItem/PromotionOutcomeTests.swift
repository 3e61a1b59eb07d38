import Foundation
import RecommenderData
import RecommenderInfluence
import Recommenders
import Tensor
import Testing

/// Display rates by models whose scores are given.
@Suite struct PromotionOutcomeTests {
  /// The same scores of items for every user.
  private struct Given: NextItemRecommender {
    let itemOffsets: [Float]
    let userCount = 3
    var itemTable: Matrix<Float> { Matrix(rows: 1, columns: itemOffsets.count) }
    func queries(of users: [Int], after histories: [[Int32]]) -> Matrix<Float> {
      Matrix(rows: 1, columns: users.count)
    }
  }

  /// Three users who have seen items 0 and 1, 0 and 2, and 3 and 1 of six.
  private func scenario(
    targets: [Int], users: [Int] = [0, 1, 2], top: Int, replacements: [Int]? = nil
  ) throws -> PromotionScenario {
    let log = try InteractionLog(
      userIdentifiers: ["a", "b", "c"], itemIdentifiers: (0..<6).map { "i\($0)" },
      sequences: [[0, 1, 5], [0, 2, 5], [3, 1, 5]])
    return try PromotionScenario(
      log.leavingLastTwoOut(), targets: targets, users: users, top: top,
      replacements: replacements)
  }

  @Test func countsPairsAndUsers() throws {
    // Unseen items, the best first: a: 5 4 3 2, b: 5 4 3 1, c: 5 4 2 0.
    let model = Given(itemOffsets: [0, 1, 2, 3, 4, 5])
    let outcome = try PromotionOutcome(of: model, in: scenario(targets: [3, 4], top: 2))
    #expect(outcome.displayRate == 0.5)
    #expect(outcome.anyTargetRate == 1)
    // 4 is in every list and leads the best item outside by 1, for c by 2; 3 is behind the second by 1 for a
    // and b, and c has seen it.
    func logSigmoid(_ margin: Double) -> Double { -log(1 + exp(-margin)) }
    let expected = (2 * logSigmoid(1) + logSigmoid(2) + 2 * logSigmoid(-1)) / 5
    #expect(abs(outcome.logLikelihood - expected) < 1e-6)
    func sigmoid(_ margin: Double) -> Double { 1 / (1 + exp(-margin)) }
    // All six pairs count, the seen one with 0.
    let smooth = (2 * sigmoid(1) + sigmoid(2) + 2 * sigmoid(-1)) / 6
    #expect(abs(outcome.smoothDisplayRate - smooth) < 1e-6)
    let attained = outcome.attainment(of: .promote)
    #expect(abs(attained - (0.5 + smooth / 4)) < 1e-6)
    #expect(outcome.attainment(of: .demote) == 1.25 - attained)
  }

  @Test func aTieBelongsToTheSmallerIndex() throws {
    let model = Given(itemOffsets: [7, 7, 7, 7, 7, 7])
    let outcome = try PromotionOutcome(
      of: model, in: scenario(targets: [2, 3], users: [0], top: 1))
    #expect(outcome.displayRate == 0.5)
    #expect(abs(outcome.logLikelihood - log(0.5)) < 1e-6)
  }

  @Test func withFewerItemsThanPlacesEveryTargetIsShown() throws {
    let model = Given(itemOffsets: [0, 1, 2, 3, 4, 5])
    let outcome = try PromotionOutcome(of: model, in: scenario(targets: [3], users: [0], top: 10))
    #expect(outcome.displayRate == 1)
    #expect(outcome.smoothDisplayRate == 1)
    #expect(outcome.logLikelihood == 0)
  }

  @Test func aScenarioNeedsWhomAndWhat() throws {
    func failure(_ body: () throws -> Void) -> String? {
      do { try body() } catch { return "\(error)" }
      return nil
    }
    #expect(failure { _ = try scenario(targets: [], top: 1) } == "targets: at least one is needed")
    #expect(failure { _ = try scenario(targets: [6], top: 1) }?.contains("6 items") == true)
    #expect(failure { _ = try scenario(targets: [2, 2], top: 1) }?.contains("twice") == true)
    #expect(failure { _ = try scenario(targets: [2], users: [], top: 1) } != nil)
    #expect(failure { _ = try scenario(targets: [2], users: [3], top: 1) } != nil)
    #expect(failure { _ = try scenario(targets: [2], users: [1, 1], top: 1) } != nil)
    #expect(failure { _ = try scenario(targets: [2], top: 0) } != nil)
    #expect(
      failure { _ = try scenario(targets: [0, 1], users: [0], top: 1) }
        == "target user \"a\": has seen all targets already")
  }

  @Test func demotionNeedsWhatTakesThePlace() throws {
    let demotion = try scenario(targets: [3], users: [0], top: 1, replacements: [4, 5])
    #expect(demotion.goal == .demote)
    #expect(demotion.pushed == [4, 5])
    let promotion = try scenario(targets: [3], users: [0], top: 1)
    #expect(promotion.goal == .promote)
    #expect(promotion.pushed == [3])
    for replacements in [[], [4, 4], [3], [6]] {
      #expect(throws: InfluenceError.self) {
        try scenario(targets: [3], users: [0], top: 1, replacements: replacements)
      }
    }
  }

  @Test func injectedUsersChangeTheLogAlone() throws {
    let before = try scenario(targets: [3, 4], top: 2)
    let after = try before.injecting([FakeSequence(items: [4, 3])])
    #expect(after.log.userCount == 4)
    #expect(after.log.normalUserCount == 3)
    #expect(after.histories == before.histories)
    #expect(after.targets == before.targets)
    #expect(throws: DataError.self) { try before.injecting([FakeSequence(items: [6])]) }
  }
}
