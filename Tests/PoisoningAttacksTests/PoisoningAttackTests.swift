import PoisoningAttacks
import RecommenderData
import Recommenders
import Tensor
import Testing

/// What every attack of the catalog keeps to.
@Suite struct PoisoningAttackTests {
  static let names = AttackCatalog.standard.names
  static let active = names.filter { $0 != "none" }

  func profiles(
    _ name: String, count: Int, fillers: Int = 20, target: Int = 3, knowledge: RatingMatrix? = nil,
    seed: UInt64 = 1, progress: ((_ done: Int, _ total: Int) throws -> Void)? = nil
  ) throws -> [FakeProfile] {
    let attack = try AttackCatalog.standard.attack(
      named: name, settings: smallSettings(fillers: fillers))
    var rng = SeededGenerator(seed: seed, attack: name, target: target)
    return try attack.profiles(
      count: count, target: target, knowledge: knowledge ?? starMatrix(), progress: progress,
      using: &rng)
  }

  struct Cancelled: Error, Equatable {
    var call = 0
  }

  @Test(arguments: active) func profilesRateTargetAtMaximumAndDistinctFillers(name: String) throws {
    let scale = RatingScale.fiveStars
    let profiles = try profiles(name, count: 25)
    #expect(profiles.count == 25)
    for profile in profiles {
      #expect(profile.value(of: 3) == 5)
      #expect(profile.count == 21)
      #expect(Set(profile.items).count == 21)
      #expect(profile.items.allSatisfy { (0..<40).contains($0) })
      #expect(profile.values.allSatisfy { scale.contains($0) && scale.nearest(to: $0) == $0 })
    }
  }

  @Test(arguments: active) func ratingsAreOnHalfSteps(name: String) throws {
    let scale = try RatingScale(minimum: 0.5, maximum: 4, step: 0.5)
    var rng = SeededGenerator(seed: 2)
    // Each user leaves out one item, user 3 the target.
    let ratings = (0..<200).filter { $0 % 20 != $0 / 20 }.map {
      Rating(user: $0 / 20, item: $0 % 20, value: 0.5 + 0.5 * Double(rng.nextIndex(below: 8)))
    }
    let knowledge = try RatingMatrix(
      userCount: 10, itemCount: 20, ratings: ratings, scale: scale)
    for profile in try profiles(name, count: 20, fillers: 12, knowledge: knowledge) {
      #expect(profile.value(of: 3) == 4)
      #expect(profile.values.allSatisfy { ($0 * 2).rounded() == $0 * 2 && 0.5...4 ~= $0 })
    }
  }

  @Test(arguments: names) func smallerBudgetIsPrefixOfLarger(name: String) throws {
    let all = try profiles(name, count: 12)
    for count in [0, 1, 5, 12] {
      #expect(try profiles(name, count: count) == Array(all.prefix(count)))
    }
  }

  @Test(arguments: names) func progressRisesToTheCount(name: String) throws {
    for count in [0, 1, 11] {
      var calls: [Int] = []
      _ = try profiles(name, count: count) { done, total in
        #expect(total == count)
        calls.append(done)
      }
      #expect(calls == calls.sorted())
      #expect(calls.last == count)
      #expect(calls.count { $0 == count } == 1 || count == 0)
    }
  }

  /// Attacks that fit a model make their fake users one after another, or four at a time by a thread.
  @Test(arguments: active) func progressIsCalledWhileFakeUsersAreMade(name: String) throws {
    var calls: [Int] = []
    _ = try profiles(name, count: 9) { done, _ in calls.append(done) }
    let expected =
      switch name {
      case "random", "average", "popular", "segment": [9]
      case "pga", "sgld": [0, 4, 8, 9]
      default: Array(0...9)
      }
    #expect(Set(calls).sorted() == expected)
  }

  @Test(arguments: names) func progressChangesNoProfile(name: String) throws {
    #expect(try profiles(name, count: 7) { _, _ in } == profiles(name, count: 7))
  }

  /// Whichever call it is, from those during the fit to the last one.
  @Test(arguments: names) func errorOfProgressEndsTheAttack(name: String) throws {
    var calls = 0
    _ = try profiles(name, count: 6) { _, _ in calls += 1 }
    for last in 1...calls {
      var made = 0
      #expect(throws: Cancelled(call: last)) {
        try profiles(name, count: 6) { _, _ in
          made += 1
          if made >= last { throw Cancelled(call: made) }
        }
      }
    }
  }

  @Test(arguments: active) func nothingIsReportedOfAnAttackThatCannotBeMade(name: String) {
    #expect(throws: AttackError.invalidCount(-1)) {
      try profiles(name, count: -1) { _, _ in throw Cancelled() }
    }
  }

  @Test(arguments: active) func seedAndTargetChangeProfiles(name: String) throws {
    let one = try profiles(name, count: 5)
    #expect(try profiles(name, count: 5, seed: 2) != one)
    #expect(try profiles(name, count: 5, target: 4) != one)
  }

  @Test(arguments: names) func knowledgeStaysAsItWas(name: String) throws {
    let knowledge = try starMatrix()
    let (ratings, statistics) = (knowledge.ratings, knowledge.itemStatistics)
    _ = try profiles(name, count: 5, knowledge: knowledge)
    #expect(knowledge.ratings == ratings)
    #expect(knowledge.itemStatistics == statistics)
    #expect(knowledge.userCount == 30)
  }

  @Test(arguments: names) func fakeUsersInKnowledgeAreNotTakenForNormal(name: String) throws {
    let knowledge = try starMatrix()
    let crowd = (0..<50).map { _ in
      FakeProfile((20..<40).map { ($0, 5.0) } + [(3, 5.0)])
    }
    let poisoned = try knowledge.injecting(crowd)
    #expect(
      try profiles(name, count: 8, knowledge: poisoned)
        == profiles(name, count: 8, knowledge: knowledge))
  }

  @Test(arguments: active) func fillersMayBeAllOtherItems(name: String) throws {
    for profile in try profiles(name, count: 3, fillers: 39) {
      #expect(profile.items == Array(0..<40))
    }
  }

  @Test(arguments: active) func rejectsImpossibleFillers(name: String) throws {
    #expect(throws: AttackError.fillersOutOfRange(fillers: 40, maximum: 39)) {
      try profiles(name, count: 1, fillers: 40)
    }
    #expect(throws: AttackError.fillersOutOfRange(fillers: 0, maximum: 39)) {
      try profiles(name, count: 1, fillers: 0)
    }
  }

  @Test(arguments: names) func rejectsNegativeCountAndForeignTarget(name: String) throws {
    #expect(throws: AttackError.invalidCount(-1)) { try profiles(name, count: -1) }
    for target in [-1, 40] {
      #expect(throws: AttackError.targetOutOfRange(target: target, itemCount: 40)) {
        try profiles(name, count: 1, target: target)
      }
    }
  }

  @Test(arguments: active) func rejectsKnowledgeWithoutRatings(name: String) throws {
    let empty = try RatingMatrix(userCount: 3, itemCount: 40, ratings: [], scale: .fiveStars)
    #expect(throws: AttackError.nothingKnown) {
      try profiles(name, count: 1, knowledge: empty)
    }
  }

  @Test(arguments: active) func targetWithoutRatingsCanBePromoted(name: String) throws {
    let knowledge = try matrix([[5, 4, 0, 1], [3, 0, 0, 2]])
    for profile in try profiles(name, count: 4, fillers: 2, target: 2, knowledge: knowledge) {
      #expect(profile.value(of: 2) == 5)
      #expect(profile.count == 3)
    }
  }

  @Test func profilesFitInjection() throws {
    let knowledge = try starMatrix()
    for name in Self.active {
      let poisoned = try knowledge.injecting(try profiles(name, count: 3))
      #expect(poisoned.fakeUserCount == 3)
      #expect(poisoned.count == knowledge.count + 63)
    }
  }
}
