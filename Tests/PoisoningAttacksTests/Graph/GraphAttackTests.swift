import RecommenderData
import RecommenderInfluence
import Recommenders
import Tensor
import Testing

@testable import PoisoningAttacks

/// `GraphAttack.swift`, `GraphDescent.swift`, `GraphOptions.swift`.
@Suite struct GraphAttackTests {
  private func profiles(
    _ selection: UserSelection, _ settings: AttackSettings = smallSettings(), count: Int = 4,
    target: Int = 3, knowledge: RatingMatrix? = nil
  ) throws -> [FakeProfile] {
    let attack = GraphAttack(selection: selection, settings: settings)
    var rng = SeededGenerator(seed: 4, attack: attack.name, target: target)
    return try attack.profiles(
      count: count, target: target, knowledge: knowledge ?? starMatrix(), using: &rng)
  }

  @Test(arguments: UserSelection.allCases) func profilesFitTheBudget(
    selection: UserSelection
  ) throws {
    let profiles = try profiles(selection)
    #expect(profiles.count == 4)
    #expect(profiles.allSatisfy { $0.count == 21 && $0.value(of: 3) == 5 })
  }

  @Test(arguments: UserSelection.allCases) func threadsChangeNoBitAndBudgetsNest(
    selection: UserSelection
  ) throws {
    let one = try profiles(selection)
    #expect(try profiles(selection, smallSettings(threads: 3)) == one)
    #expect(try profiles(selection, count: 2) == Array(one.prefix(2)))
  }

  @Test func theLossFalls() throws {
    let known = try starMatrix(users: 60, items: 50)
    let loss = try TopNLoss(
      audience: Audience(users: Array(0..<60)), target: 40, top: 5, ratings: known,
      parallelism: .serial)
    let options = GraphOptions(steps: 6)
    let descent = GraphDescent(
      known: known, loss: loss, width: 0.005, options: options, fillers: 20)
    func value(_ ratings: Vector<Double>) -> Double {
      RelaxedWalk<Double>(
        known, ratings: ratings, loss: loss, width: 0.005, options: options.walk
      ).value(wantsSlopes: false).loss
    }
    let found = try descent.ratings()
    var start = Vector<Double>(
      count: 50, repeating: known.itemStatistics.globalMean * 20 / 50)
    start[40] = 5
    #expect(value(found) < value(start))
    #expect(found.allSatisfy { 0...5 ~= $0 } && found[40] == 5)
  }

  @Test(arguments: [1, 3, 6], WalkInfluenceForm.allCases) func theAudienceHasTheLargestInfluence(
    count: Int, form: WalkInfluenceForm
  ) throws {
    let known = try starMatrix()
    var settings = smallSettings()
    settings.optimization.influentialUsers = count
    settings.graph.influence = form
    var rng = SeededGenerator(seed: 1)
    let audience = try GraphAttack(selection: .influential, settings: settings)
      .audience(of: known, target: 12, using: &rng)
    let influences = try WalkInfluence(ratings: known).onTarget(12, form: form).ofUsers
    let raters = (0..<30).filter { known.rating(user: $0, item: 12) != nil }
    #expect(!raters.isEmpty)
    let expected = (0..<30).filter { !raters.contains($0) }
      .sorted { influences[$0] > influences[$1] }.prefix(count).sorted()
    #expect(audience.users == expected)
    #expect(audience.weights.allSatisfy { $0 == 1 })
  }

  /// Lists then hold all items that a user has not rated.
  @Test func listsMayBeLongerThanTheItems() throws {
    var settings = smallSettings()
    settings.top = 1_000
    let profiles = try profiles(.influential, settings)
    #expect(profiles.allSatisfy { $0.count == 21 && $0.value(of: 3) == 5 })
    settings.top = 40
    #expect(try self.profiles(.influential, settings) == profiles)
  }

  @Test func influentialUsersAreThoseOfTheInfluence() throws {
    // With Δ of all users S-Graph is the attack on all of them.
    var settings = smallSettings()
    settings.optimization.influentialUsers = 30
    let influential = GraphAttack(selection: .influential, settings: settings)
    let all = GraphAttack(selection: .all, settings: settings)
    var (first, second) = (SeededGenerator(seed: 1), SeededGenerator(seed: 1))
    let known = try starMatrix()
    let ofInfluential = try influential.profiles(
      count: 1, target: 3, knowledge: known, using: &first)
    let ofAll = try all.profiles(count: 1, target: 3, knowledge: known, using: &second)
    #expect(
      ofInfluential[0].items == ofAll[0].items)
  }

  @Test func progressCountsFakeUsersAndEndsTheAttack() throws {
    struct Stop: Error {}
    let attack = GraphAttack(selection: .all, settings: smallSettings())
    var rng = SeededGenerator(seed: 4)
    var seen: [Int] = []
    let known = try starMatrix()
    _ = try attack.profiles(
      count: 3, target: 3, knowledge: known,
      progress: { done, total in
        #expect(total == 3)
        seen.append(done)
      }, using: &rng)
    #expect(seen == seen.sorted() && seen.first == 0 && seen.last == 3)
    #expect(throws: Stop.self) {
      try attack.profiles(
        count: 3, target: 3, knowledge: known,
        progress: { done, _ in if done == 1 { throw Stop() } }, using: &rng)
    }
  }

  @Test func rejectsWhatItCannotUse() throws {
    var settings = smallSettings()
    settings.graph.steps = 0
    #expect(
      throws: AttackError.invalidOption(
        attack: "fang2018", name: "walkSteps", requirement: "0 is not at least 1")
    ) { try profiles(.all, settings) }
    for change in [
      { (options: inout GraphOptions) in options.lossWidth = 0 },
      { (options: inout GraphOptions) in options.lossWeight = -.infinity },
      { (options: inout GraphOptions) in options.stepLength = 1.5 },
    ] {
      settings = smallSettings()
      change(&settings.graph)
      #expect(throws: AttackError.self) { try profiles(.all, settings) }
    }
    settings = smallSettings()
    settings.graph.walk.restart = 0
    #expect(throws: RecommenderError.self) { try profiles(.all, settings) }
    let rated = try matrix([[5, 4, 1], [5, 0, 2], [3, 1, 0]])
    #expect(throws: AttackError.nobodyToReach(users: 3, target: "0")) {
      try profiles(.all, smallSettings(fillers: 1), target: 0, knowledge: rated)
    }
    #expect(
      throws: RecommenderError.negativeRating(user: "0", item: "0", value: -1)
    ) {
      try profiles(
        .all, smallSettings(fillers: 1), target: 0,
        knowledge: wideMatrix(means: [1, 2, 3], deviations: [2, 3, 4]))
    }
    // Fake users might be given negative ratings where normal ones have none.
    #expect(
      throws: RecommenderError.invalidOption(
        name: "scale",
        requirement: "it begins at -4096.0: random walks need ratings of 0 and above")
    ) {
      try profiles(
        .all, smallSettings(fillers: 1), target: 0,
        knowledge: wideMatrix(means: [3, 4, 5], deviations: [2, 3, 4]))
    }
  }
}
