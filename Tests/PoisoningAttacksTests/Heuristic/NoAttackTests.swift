import PoisoningAttacks
import Tensor
import Testing

@Suite struct NoAttackTests {
  @Test func returnsNoProfile() throws {
    var rng = SeededGenerator(seed: 1)
    let before = rng
    let profiles = try NoAttack().profiles(
      count: 50, target: 0, knowledge: starMatrix(), using: &rng)
    #expect(profiles.isEmpty)
    #expect(rng == before)
  }
}
