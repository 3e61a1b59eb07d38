import RecommenderData
import RecommenderInfluence
import Recommenders
import Tensor
import Testing

@testable import PoisoningAttacks

/// The groups of items that an agent chooses from.
@Suite struct ItemGroupsTests {
  /// Scores that rise or fall with the index.
  private func slope(_ sign: Float) -> OffsetRecommender {
    OffsetRecommender(userCount: 120, itemOffsets: (0..<60).map { sign * Float($0) })
  }

  @Test func groupsHoldTargetsHistoriesAndClusters() throws {
    let scenario = try SequenceScenario.make()
    var rng = SeededGenerator(seed: 1)
    let groups = try ItemGroups(
      scenario, options: .init(clusters: 2, features: 4), using: &rng)
    #expect(groups.names == ["T", "W", "O", "L", "1", "2"])
    #expect(groups.pushedCount == 1)
    #expect(groups.items[0] == [40, 50, 55])
    #expect(Set(groups.items[1]) == Set(scenario.histories.joined().map { Int($0) }))
    #expect(
      Set(groups.items[2]) == Set(scenario.histories.flatMap { $0.dropLast() }.map { Int($0) }))
    #expect(Set(groups.items[3]) == Set(scenario.histories.compactMap(\.last).map { Int($0) }))
    // Every item is in one cluster, and the two worlds fall apart.
    #expect((groups.items[4] + groups.items[5]).sorted() == Array(0..<60))
    let halves = groups.items[4...5].map { Set($0.map { $0 / 30 }) }
    #expect(halves.allSatisfy { $0.count == 1 })
  }

  @Test func theTargetsThatRankHighestAreAGroup() throws {
    let scenario = try SequenceScenario.make(targets: [31, 40, 45, 50, 52, 55, 58])
    var rng = SeededGenerator(seed: 1)
    let groups = try ItemGroups(
      scenario, models: [slope(1)], options: .init(clusters: 0), using: &rng)
    #expect(groups.names == ["T", "S", "W", "O", "L"])
    #expect(groups.pushedCount == 2)
    #expect(groups.items[1] == [45, 50, 52, 55, 58])
  }

  @Test func weightsMoveTheGroupOfNearTargets() throws {
    let scenario = try SequenceScenario.make(targets: [31, 40, 45, 50, 52, 55, 58])
    let models = [slope(1), slope(-1)]
    var rng = SeededGenerator(seed: 1)
    let groups = try ItemGroups(
      scenario, models: [models[0]], options: .init(clusters: 2, features: 4), using: &rng)
    for (weights, near) in [
      ([1, 0], [45, 50, 52, 55, 58]), ([0.1, 0.9], [31, 40, 45, 50, 52]),
    ] {
      let moved = try groups.nearing(
        scenario, by: RankVote(models, weights: weights), parallelism: .serial)
      #expect(moved.items[1] == near)
      #expect(moved.names == groups.names)
      #expect(moved.pushedCount == groups.pushedCount)
      for place in groups.items.indices where place != 1 {
        #expect(moved.items[place] == groups.items[place])
      }
    }
    var plain = SeededGenerator(seed: 1)
    let without = try ItemGroups(scenario, options: .init(clusters: 0), using: &plain)
    let moved = try without.nearing(scenario, by: RankVote(models), parallelism: .serial)
    #expect(moved == without)
  }
}
