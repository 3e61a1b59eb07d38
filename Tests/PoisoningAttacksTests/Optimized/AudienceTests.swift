import Tensor
import Testing

@testable import PoisoningAttacks

@Suite struct AudienceTests {
  @Test func mostInfluentialAreTheLargest() {
    var rng = SeededGenerator(seed: 1)
    let audience = Audience(
      mostInfluential: 3, influences: [0.5, 4, 0.1, 3, 2, 1], using: &rng)
    #expect(audience.users == [1, 3, 4])
    #expect(audience.weights == [1, 1, 1])
  }

  @Test func moreThanThereAreIsAll() {
    var rng = SeededGenerator(seed: 1)
    #expect(
      Audience(mostInfluential: 9, influences: [0, 0], using: &rng) == Audience(users: [0, 1]))
  }

  @Test func tiesAreBrokenByTheGenerator() {
    var counts = [0, 0, 0, 0]
    for seed in 0..<300 {
      var rng = SeededGenerator(seed: UInt64(seed))
      let audience = Audience(mostInfluential: 2, influences: [1, 1, 5, 1], using: &rng)
      #expect(audience.users.contains(2))
      for user in audience.users { counts[user] += 1 }
    }
    #expect(counts[2] == 300)
    for user in [0, 1, 3] { #expect(60...140 ~= counts[user]) }
  }

  // Algorithm 1 adds the user of the largest F(S ∪ {k}, t), F being the sum of Eq. 9.
  @Test(arguments: 0..<5) func algorithm1GivesTheBestSetOfItsSize(seed: Int) {
    var rng = SeededGenerator(seed: UInt64(seed))
    let influences = (0..<9).map { _ in rng.nextUniform() }
    let chosen = Audience(mostInfluential: 4, influences: influences, using: &rng).users
    var best = (sum: -1.0, set: [Int]())
    for mask in 0..<512 where mask.nonzeroBitCount == 4 {
      let set = (0..<9).filter { mask & (1 << $0) != 0 }
      let sum = set.reduce(0) { $0 + influences[$1] }
      if sum > best.sum { best = (sum, set) }
    }
    #expect(chosen == best.set)
  }

  @Test func weightsAreSharesOfInfluence() {
    let audience = Audience(influences: [1, 0, 3], total: 8)
    #expect(audience.users == [0, 1, 2])
    #expect(audience.weights == [2, 0, 6])
    #expect(Audience(influences: [0, 0], total: 4).weights == [2, 2])
  }
}
