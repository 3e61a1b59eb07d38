import RecommenderData
import Tensor
import Testing

@Suite struct RatingMatrixSplitsTests {
  let matrix: RatingMatrix

  init() throws {
    matrix = try RatingMatrix.random(users: 60, items: 30, density: 0.2, seed: 9)
  }

  func expectPartition(_ split: RatingSplit, of whole: RatingMatrix) {
    #expect(Set(split.training.ratings).union(split.heldOut) == Set(whole.ratings))
    #expect(split.training.count + split.heldOut.count == whole.count)
    #expect(split.training.userIdentifiers == whole.userIdentifiers)
    #expect(split.training.itemIdentifiers == whole.itemIdentifiers)
    #expect(split.training.byItem == split.training.byUser.transposed)
  }

  @Test(arguments: [0.01, 0.1, 0.25, 0.5])
  func holdOutTheShare(_ share: Double) throws {
    var rng = SeededGenerator(seed: 4)
    let split = try matrix.holdingOut(share: share, using: &rng)
    expectPartition(split, of: matrix)
    #expect(split.heldOut.count == Int((share * Double(matrix.count)).rounded()))
  }

  @Test func keepTheMinima() throws {
    var rng = SeededGenerator(seed: 4)
    let split = try matrix.holdingOut(
      share: 0.99, minimumPerUser: 3, minimumPerItem: 2, using: &rng)
    expectPartition(split, of: matrix)
    for (left, before) in zip(split.training.userRatingCounts, matrix.userRatingCounts) {
      #expect(left >= min(3, before))
    }
    for (left, before) in zip(split.training.itemRatingCounts, matrix.itemRatingCounts) {
      #expect(left >= min(2, before))
    }
  }

  @Test func followTheSeed() throws {
    var first = SeededGenerator(seed: 4)
    var second = SeededGenerator(seed: 4)
    var third = SeededGenerator(seed: 5)
    let split = try matrix.holdingOut(share: 0.2, using: &first)
    #expect(try matrix.holdingOut(share: 0.2, using: &second) == split)
    #expect(try matrix.holdingOut(share: 0.2, using: &third) != split)
  }

  /// Each rating is held out with probability 1/4, so over 400 seeds about 100 times; six standard
  /// deviations of the binomial are 52.
  @Test func holdOutEveryRatingEquallyOften() throws {
    var counts: [Rating: Int] = [:]
    let small = try RatingMatrix.random(users: 10, items: 10, density: 0.4, seed: 2)
    for seed in 0..<400 {
      var rng = SeededGenerator(seed: UInt64(seed))
      let split = try small.holdingOut(
        share: 0.25, minimumPerUser: 0, minimumPerItem: 0, using: &rng)
      for rating in split.heldOut { counts[rating, default: 0] += 1 }
    }
    let expected = 400 * (Double(small.count) * 0.25).rounded() / Double(small.count)
    for rating in small.ratings {
      #expect(abs(Double(counts[rating, default: 0]) - expected) < 52)
    }
  }

  @Test(arguments: [1, 2, 50])
  func leaveOutSomeOfEachUser(_ perUser: Int) throws {
    var rng = SeededGenerator(seed: 8)
    let split = try matrix.leavingOut(perUser: perUser, using: &rng)
    expectPartition(split, of: matrix)
    let left = split.training.userRatingCounts
    for (user, before) in matrix.userRatingCounts.enumerated() {
      #expect(left[user] == max(min(1, before), before - perUser))
    }
  }

  @Test func spareInjectedUsers() throws {
    let profile = FakeProfile((0..<20).map { (item: $0, value: 5) })
    let injected = try matrix.injecting([profile, profile])
    var rng = SeededGenerator(seed: 8)
    let split = try injected.holdingOut(share: 0.5, using: &rng)
    #expect(split.heldOut.allSatisfy { $0.user < 60 })
    #expect(split.training.fakeUserCount == 2)
    #expect(try injected.leavingOut(perUser: 2, using: &rng).heldOut.allSatisfy { $0.user < 60 })
  }

  @Test(arguments: [0, 1, -0.1, 1.5, .nan])
  func rejectSharesOutside(_ share: Double) throws {
    var rng = SeededGenerator(seed: 1)
    let error = #expect(throws: DataError.self) {
      try matrix.holdingOut(share: share, using: &rng)
    }
    #expect(
      error
        == .invalidArgument(name: "share", requirement: "\(share) is not between 0 and 1"))
  }

  @Test func rejectCountsOutside() throws {
    var rng = SeededGenerator(seed: 1)
    #expect(throws: DataError.self) { try matrix.leavingOut(perUser: 0, using: &rng) }
    #expect(throws: DataError.self) {
      try matrix.leavingOut(perUser: 1, minimumPerUser: -1, using: &rng)
    }
    #expect(throws: DataError.self) {
      try matrix.holdingOut(share: 0.1, minimumPerItem: -1, using: &rng)
    }
  }
}
