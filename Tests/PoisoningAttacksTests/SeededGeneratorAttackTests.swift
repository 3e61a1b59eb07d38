import PoisoningAttacks
import Tensor
import Testing

@Suite struct SeededGeneratorAttackTests {
  @Test func streamDependsOnSeedAttackAndTargetOnly() {
    var seen: Set<SeededGenerator> = []
    for seed in [1, 2] as [UInt64] {
      for attack in ["", "a", "aa", "random", "average"] {
        for target in [0, 1, 17] {
          let generator = SeededGenerator(seed: seed, attack: attack, target: target)
          #expect(generator == SeededGenerator(seed: seed, attack: attack, target: target))
          seen.insert(generator)
        }
      }
    }
    #expect(seen.count == 30)
  }
}
