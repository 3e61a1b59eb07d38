import PoisoningAttacks
import RecommenderData
import Tensor
import Testing

@Suite struct RandomAttackTests {
  /// The ratings ±100 ± 3 of two kinds of items have the mean 0 and the deviation √(100² + 3²).
  @Test func ratingsHaveGlobalMeanAndDeviationOnEveryItem() throws {
    let knowledge = try wideMatrix(
      means: (0..<40).map { $0 % 2 == 0 ? 100 : -100 }, deviations: Array(repeating: 3, count: 40))
    var rng = SeededGenerator(seed: 3)
    let profiles = try RandomAttack(budget: AttackBudget(fillers: 20)).profiles(
      count: 500, target: 0, knowledge: knowledge, using: &rng)
    let pairs = profiles.flatMap { zip($0.items, $0.values) }.filter { $0.0 != 0 }
    let sigma = (100.0 * 100 + 3 * 3).squareRoot()
    for parity in [0, 1] {
      let values = pairs.filter { $0.0 % 2 == parity }.map(\.1)
      let found = moments(values)
      let error = sigma / Double(values.count).squareRoot()
      #expect(abs(found.mean) < 5 * error)
      #expect(abs(found.deviation - sigma) < 5 * error / 2.0.squareRoot())
    }
  }

  /// Each of the 39 other items is a filler with probability 20/39.
  @Test func fillersAreUniformOverItems() throws {
    let knowledge = try starMatrix()
    var rng = SeededGenerator(seed: 4)
    let runs = 2000
    let profiles = try RandomAttack(budget: AttackBudget(fillers: 20)).profiles(
      count: runs, target: 11, knowledge: knowledge, using: &rng)
    var counts = [Int](repeating: 0, count: 40)
    for profile in profiles { for item in profile.items { counts[item] += 1 } }
    #expect(counts[11] == runs)
    let share = 20.0 / 39
    let deviation = (Double(runs) * share * (1 - share)).squareRoot()
    for item in 0..<40 where item != 11 {
      #expect(abs(Double(counts[item]) - Double(runs) * share) < 5 * deviation)
    }
  }
}
