import PoisoningAttacks
import RecommenderData
import Tensor
import Testing

@Suite struct AverageAttackTests {
  @Test func ratingsHaveEachItemsMeanAndDeviation() throws {
    let (means, deviations) = ([0.0, 100, -50, 7], [1.0, 2, 30, 0])
    let knowledge = try wideMatrix(means: means, deviations: deviations)
    var rng = SeededGenerator(seed: 3)
    let runs = 4000
    let profiles = try AverageAttack(budget: AttackBudget(fillers: 3)).profiles(
      count: runs, target: 0, knowledge: knowledge, using: &rng)
    for item in 1...3 {
      let found = moments(profiles.compactMap { $0.value(of: item) })
      let error = deviations[item] / Double(runs).squareRoot()
      #expect(abs(found.mean - means[item]) <= 5 * error)
      #expect(abs(found.deviation - deviations[item]) <= 5 * error / 2.0.squareRoot())
    }
  }

  /// Stars 𝒩(5, 0²) stay 5; a mean of 4.6 without spread rounds to 5.
  @Test func ratingsAreRoundedToTheScale() throws {
    let knowledge = try matrix([[1, 5, 4], [1, 5, 5], [1, 5, 5], [1, 5, 5], [1, 5, 4]])
    var rng = SeededGenerator(seed: 3)
    let profiles = try AverageAttack(budget: AttackBudget(fillers: 2)).profiles(
      count: 100, target: 0, knowledge: knowledge, using: &rng)
    #expect(profiles.allSatisfy { $0.value(of: 1) == 5 })
    #expect(Set(profiles.compactMap { $0.value(of: 2) }).isSuperset(of: [4, 5]))
  }

  @Test func itemRatedOnceTakesGlobalMean() throws {
    // Ratings 2, 2, 2, 2 and a single 2: everything without spread.
    let knowledge = try matrix([[2, 2, 0], [2, 2, 2]])
    var rng = SeededGenerator(seed: 3)
    let profiles = try AverageAttack(budget: AttackBudget(fillers: 1)).profiles(
      count: 20, target: 0, knowledge: knowledge, using: &rng)
    #expect(profiles.allSatisfy { ($0.value(of: 2) ?? 2) == 2 })
  }
}
