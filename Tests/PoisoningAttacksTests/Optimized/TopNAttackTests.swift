import RecommenderData
import Recommenders
import Tensor
import Testing

@testable import PoisoningAttacks

@Suite struct TopNAttackTests {
  private func profiles(
    _ selection: UserSelection, _ settings: AttackSettings, target: Int = 3
  ) throws -> [FakeProfile] {
    let attack = TopNAttack(selection: selection, settings: settings)
    var rng = SeededGenerator(seed: 4, attack: attack.name, target: target)
    return try attack.profiles(count: 4, target: target, knowledge: starMatrix(), using: &rng)
  }

  @Test func namesAreThePapers() {
    let names = UserSelection.allCases.map { TopNAttack(selection: $0).name }
    #expect(names == ["u-tna", "s-tna-rand", "s-tna-inf", "weighting"])
  }

  @Test(
    arguments: UserSelection.allCases,
    [AttackGradient.published, .oneSweep, .refit(sweeps: 2)])
  func threadsChangeNoBit(selection: UserSelection, gradient: AttackGradient) throws {
    let one = try profiles(selection, smallSettings(gradient: gradient, threads: 1))
    let two = try profiles(selection, smallSettings(gradient: gradient, threads: 2))
    #expect(one == two)
    #expect(one.allSatisfy { $0.count == 21 && $0.value(of: 3) == 5 })
  }

  @Test func stationaryGradientMakesProfiles() throws {
    let profiles = try profiles(.all, smallSettings(gradient: .stationary))
    #expect(profiles.allSatisfy { $0.count == 21 && $0.value(of: 3) == 5 })
  }

  @Test(arguments: UserSelection.allCases)
  func targetThatEveryoneRatedIsAnError(selection: UserSelection) throws {
    let knowledge = try matrix([[5, 4, 1], [5, 0, 2], [3, 1, 0]])
    let attack = TopNAttack(selection: selection, settings: smallSettings(fillers: 1))
    var rng = SeededGenerator(seed: 1)
    #expect(throws: AttackError.nobodyToReach(users: 3, target: knowledge.itemIdentifiers[0])) {
      _ = try attack.profiles(count: 1, target: 0, knowledge: knowledge, using: &rng)
    }
  }

  @Test func rejectsInvalidOptions() throws {
    var settings = smallSettings()
    settings.optimization.steps = 0
    #expect(
      throws: AttackError.invalidOption(
        attack: "u-tna", name: "steps", requirement: "0 is not at least 1")
    ) { try profiles(.all, settings) }
    settings = smallSettings()
    settings.top = 0
    #expect(
      throws: AttackError.invalidOption(
        attack: "s-tna-inf", name: "top", requirement: "0 is not at least 1")
    ) { try profiles(.influential, settings) }
  }

  @Test func rejectsScaleWithoutPositiveRatings() throws {
    let knowledge = try RatingMatrix(
      userCount: 2, itemCount: 4, ratings: [Rating(user: 0, item: 1, value: -1)],
      scale: RatingScale(minimum: -5, maximum: 0))
    var rng = SeededGenerator(seed: 1)
    #expect(throws: AttackError.self) {
      try TopNAttack(selection: .all, settings: smallSettings(fillers: 2))
        .profiles(count: 1, target: 0, knowledge: knowledge, using: &rng)
    }
  }
}
