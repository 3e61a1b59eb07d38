import RecommenderData
import Tensor
import Testing

@testable import PoisoningAttacks

@Suite struct SegmentAttackTests {
  /// Item 0 has two fans, users 0 and 1, who both like 4; one likes 2, one dislikes 1.
  ///
  /// Item 5 is liked by most, though by no fan. The mean of all 13 ratings is 50/13 = 3.8.
  func data() throws -> RatingMatrix {
    try matrix([
      [5, 1, 5, 0, 4, 0, 0],
      [4, 0, 0, 0, 5, 1, 0],
      [1, 0, 0, 5, 0, 5, 0],
      [0, 0, 0, 4, 0, 5, 0],
      [0, 0, 0, 0, 0, 5, 0],
    ])
  }

  @Test func segmentIsWhatFansOfTheTargetLike() throws {
    // Both fans like 4, one likes 2; then, liked by no fan, 5 (three users), 3 (two), 1, 6.
    #expect(
      SegmentAttack.segment(of: 0, count: 6, knowledge: try data()) == [4, 2, 5, 3, 1, 6])
  }

  @Test func targetThatNobodyLikesHasItsRatersForAudience() throws {
    // Only user 0 has rated item 1 (1 star): likes 0, 2 and 4; 0 and 4 have two likes each.
    #expect(SegmentAttack.segment(of: 1, count: 3, knowledge: try data()) == [0, 4, 2])
  }

  @Test func targetWithoutRatingsTakesWhatIsLikedMost() throws {
    // Likes: item 5 three, items 0, 3 and 4 two, item 2 one.
    #expect(SegmentAttack.segment(of: 6, count: 5, knowledge: try data()) == [5, 0, 3, 4, 2])
  }

  @Test func segmentIsRatedAtMaximumAndTheRestAtMinimum() throws {
    var rng = SeededGenerator(seed: 2)
    let attack = SegmentAttack(
      budget: AttackBudget(fillers: 4), options: .init(segmentShare: 0.5))
    let profiles = try attack.profiles(count: 60, target: 0, knowledge: data(), using: &rng)
    for profile in profiles {
      #expect(profile.count == 5)
      #expect(profile.value(of: 0) == 5)
      #expect(profile.value(of: 4) == 5)
      #expect(profile.value(of: 2) == 5)
      #expect(profile.values.count { $0 == 1 } == 2)
    }
    // The two fillers at the minimum come from the four items outside the segment.
    #expect(Set(profiles.flatMap(\.items)) == Set(0..<7))
    #expect(Set(profiles.map(\.items)).count == 6)
  }

  @Test func shareSetsTheSizeOfTheSegment() throws {
    var rng = SeededGenerator(seed: 2)
    let whole = SegmentAttack(
      budget: AttackBudget(fillers: 3), options: .init(segmentShare: 1))
    let profile = try whole.profiles(count: 1, target: 0, knowledge: data(), using: &rng)[0]
    #expect(profile.items == [0, 2, 4, 5])
    #expect(profile.values == [5, 5, 5, 5])
    let none = SegmentAttack(budget: AttackBudget(fillers: 3), options: .init(segmentShare: 0))
    let other = try none.profiles(count: 1, target: 0, knowledge: data(), using: &rng)[0]
    #expect(other.values.count { $0 == 1 } == 3)
  }

  @Test(arguments: [-0.1, 1.1, .nan]) func rejectsShareOutsideUnitInterval(share: Double) throws {
    var rng = SeededGenerator(seed: 2)
    let attack = SegmentAttack(
      budget: AttackBudget(fillers: 3), options: .init(segmentShare: share))
    #expect(throws: AttackError.self) {
      try attack.profiles(count: 1, target: 0, knowledge: data(), using: &rng)
    }
  }
}
