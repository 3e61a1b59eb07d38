import PoisoningAttacks
import RecommenderData
import Tensor
import Testing

@Suite struct PopularAttackTests {
  /// Item i of 10 is rated by 10 − i of 10 users, all with 3 stars but item 9, which has 5.
  func staircase() throws -> RatingMatrix {
    try matrix((0..<10).map { user in (0..<10).map { $0 <= user ? ($0 == 9 ? 5 : 3) : 0 } })
  }

  func profiles(
    _ options: PopularAttack.Options, fillers: Int = 4, target: Int = 2, count: Int = 200
  ) throws -> [FakeProfile] {
    var rng = SeededGenerator(seed: 8)
    return try PopularAttack(budget: AttackBudget(fillers: fillers), options: options).profiles(
      count: count, target: target, knowledge: staircase(), using: &rng)
  }

  @Test func wholeShareIsTheMostPopularItemsWithoutTheTarget() throws {
    for profile in try profiles(.init(popularShare: 1, candidatesPerFiller: 0)) {
      #expect(profile.items == [0, 1, 2, 3, 4])
    }
  }

  @Test func shareIsRoundedAndTheRestIsRandom() throws {
    let profiles = try profiles(.init(popularShare: 0.6, candidatesPerFiller: 0))
    // 0.6 · 4 = 2.4: two popular fillers, 0 and 1, and two of the other seven.
    #expect(profiles.allSatisfy { $0.value(of: 0) != nil && $0.value(of: 1) != nil })
    var counts = [Int](repeating: 0, count: 10)
    for profile in profiles { for item in profile.items { counts[item] += 1 } }
    let share = 2.0 / 7
    for item in 3..<10 {
      #expect(
        abs(Double(counts[item]) - 200 * share) < 5 * (200 * share * (1 - share)).squareRoot())
    }
  }

  @Test func candidatesWidenTheChoice() throws {
    let profiles = try profiles(.init(popularShare: 1, candidatesPerFiller: 1.5))
    let items = Set(profiles.flatMap(\.items))
    #expect(items == [0, 1, 2, 3, 4, 5, 6])
    #expect(Set(profiles.map(\.items)).count > 5)
  }

  @Test func tooFewCandidatesMeanTheMostPopularOnes() throws {
    for profile in try profiles(.init(popularShare: 1, candidatesPerFiller: 0.25)) {
      #expect(profile.items == [0, 1, 2, 3, 4])
    }
  }

  @Test func popularItemsAreRatedLikeNormalUsersOrAtMaximum() throws {
    // Items 0 to 3 have only threes: μ = 3, σ = 0.
    for profile in try profiles(
      .init(popularShare: 1, candidatesPerFiller: 0, rating: .likeNormalUsers))
    {
      #expect(profile.values == [3, 3, 5, 3, 3])
    }
    for profile in try profiles(.init(popularShare: 1, candidatesPerFiller: 0, rating: .maximum)) {
      #expect(profile.values == [5, 5, 5, 5, 5])
    }
  }

  @Test func nothingPopularIsTheRandomAttack() throws {
    let profiles = try profiles(.init(popularShare: 0), count: 500)
    var counts = [Int](repeating: 0, count: 10)
    for profile in profiles { for item in profile.items { counts[item] += 1 } }
    let share = 4.0 / 9
    for item in 0..<10 where item != 2 {
      #expect(
        abs(Double(counts[item]) - 500 * share) < 5 * (500 * share * (1 - share)).squareRoot())
    }
  }

  @Test func tiesInPopularityGoToTheSmallerIndex() throws {
    let knowledge = try matrix([[3, 3, 3, 3], [3, 3, 3, 3]])
    var rng = SeededGenerator(seed: 8)
    let profile = try PopularAttack(
      budget: AttackBudget(fillers: 2),
      options: .init(popularShare: 1, candidatesPerFiller: 0)
    ).profiles(count: 1, target: 0, knowledge: knowledge, using: &rng)[0]
    #expect(profile.items == [0, 1, 2])
  }

  @Test(arguments: [-0.1, 1.1, .nan]) func rejectsShareOutsideUnitInterval(share: Double) throws {
    #expect(throws: AttackError.self) { try profiles(.init(popularShare: share)) }
  }

  @Test(arguments: [-1, .nan, .infinity]) func rejectsCandidatesBelowZero(ratio: Double) throws {
    #expect(throws: AttackError.self) { try profiles(.init(candidatesPerFiller: ratio)) }
  }

  @Test func candidatesBeyondAllItemsAreAllItems() throws {
    let profiles = try profiles(.init(popularShare: 1, candidatesPerFiller: 1e300))
    #expect(Set(profiles.flatMap(\.items)) == Set(0..<10))
  }
}
