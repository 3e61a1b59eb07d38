import Tensor
import Testing

@testable import PoisoningDetection

@Suite struct StratifiedFoldsGroupsTests {
  /// Runs of nine fake and three normal users, the last one cut to four fake ones.
  func runs(_ count: Int) -> (isFake: [Bool], groups: [Int]) {
    var (isFake, groups): ([Bool], [Int]) = ([], [])
    for run in 0..<count {
      let sample =
        [Bool](repeating: false, count: 3)
        + [Bool](repeating: true, count: run == count - 1 ? 4 : 9)
      isFake += sample
      groups += sample.map { _ in 70 - run }
    }
    return (isFake, groups)
  }

  /// The folds that hold samples of a group, or of a class.
  func spread(_ folds: StratifiedFolds, where isIncluded: (Int) -> Bool) -> Set<Int> {
    Set(folds.foldOf.indices.filter(isIncluded).map { folds.foldOf[$0] })
  }

  @Test(arguments: [2, 3, 5, 7, 12])
  func noRunIsCutAndEveryFoldHasBothClasses(_ count: Int) throws {
    let (isFake, groups) = runs(count)
    for seed in 0..<10 as Range<UInt64> {
      let folds = try StratifiedFolds(isFake, groups: groups, count: 5, seed: seed)
      #expect(folds.count == min(5, count))
      for group in Set(groups) {
        #expect(spread(folds) { groups[$0] == group }.count == 1)
      }
      for label in [false, true] {
        #expect(spread(folds) { isFake[$0] == label }.count == folds.count)
      }
      let runsOf = (0..<folds.count).map { fold in
        Set(folds.members(fold).map { groups[$0] }).count
      }
      #expect((runsOf.max() ?? 0) - (runsOf.min() ?? 0) <= 1)
    }
  }

  @Test func samplesOfGroupsOfTheirOwnAreDealtEvenly() throws {
    // Four runs of fake users; forty normal users who belong to none.
    let isFake = (0..<60).map { $0 < 20 }
    let groups = (0..<60).map { $0 < 20 ? $0 / 5 : $0 }
    let folds = try StratifiedFolds(isFake, groups: groups, count: 4, seed: 3)
    for fold in 0..<4 {
      #expect(folds.members(fold).count { isFake[$0] } == 5)
      #expect(folds.members(fold).count { !isFake[$0] } == 10)
    }
    // Groups of one sample each are folds of samples.
    let single = try StratifiedFolds(isFake, groups: Array(0..<60), count: 6, seed: 3)
    #expect(single.count == 6)
    #expect((0..<6).allSatisfy { (9...11).contains(single.members($0).count) })
  }

  /// A class is in several folds whatever the sizes and kinds of groups: else nothing could be learned
  /// where it is left out.
  @Test func eachClassIsInAsManyFoldsAsItHasGroups() throws {
    for seed in 0..<300 as Range<UInt64> {
      var rng = SeededGenerator(seed: seed)
      let groups = (0..<40).map { _ in rng.nextIndex(below: 2 + Int(seed % 12)) }
      let isFake = groups.map { group in
        switch (Int(seed) + group) % 3 {
        case 0: rng.nextUniform() < 0.5
        case 1: true
        default: false
        }
      }
      let held = [false, true].map { label in
        Set(groups.indices.filter { isFake[$0] == label }.map { groups[$0] }).count
      }
      guard let least = held.min(), least > 1 else { continue }
      let folds = try StratifiedFolds(isFake, groups: groups, count: 4, seed: seed)
      #expect(folds.count == min(4, least))
      for label in [false, true] {
        #expect(spread(folds) { isFake[$0] == label }.count == folds.count)
      }
    }
  }

  @Test func theSeedDecides() throws {
    let (isFake, groups) = runs(9)
    let first = try StratifiedFolds(isFake, groups: groups, count: 3, seed: 1)
    #expect(try first == StratifiedFolds(isFake, groups: groups, count: 3, seed: 1))
    #expect(try first != StratifiedFolds(isFake, groups: groups, count: 3, seed: 2))
  }

  @Test func rejectsClassesOfOneGroup() {
    #expect(throws: SupportVectorError.tooFewGroups(isFake: true)) {
      try StratifiedFolds([true, true, false, false], groups: [0, 0, 0, 1], count: 2, seed: 1)
    }
    #expect(throws: SupportVectorError.tooFewGroups(isFake: false)) {
      try StratifiedFolds([true, true, false, false], groups: [0, 1, 1, 1], count: 2, seed: 1)
    }
    #expect(throws: SupportVectorError.oneClassOnly(isFake: true, samples: 2)) {
      try StratifiedFolds([true, true], groups: [0, 1], count: 2, seed: 1)
    }
  }
}
