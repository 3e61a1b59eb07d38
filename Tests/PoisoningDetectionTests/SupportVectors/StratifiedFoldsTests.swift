import Testing

@testable import PoisoningDetection

@Suite struct SupportVectorStratifiedFoldsTests {
  @Test(arguments: [2, 3, 5, 10])
  func foldsAndClassesAreEven(_ count: Int) throws {
    let isFake = (0..<47).map { $0 % 4 == 1 }
    let folds = try StratifiedFolds(isFake, count: count, seed: 9)
    func spread(_ counts: [Int]) -> Int { (counts.max() ?? 0) - (counts.min() ?? 0) }
    #expect(spread((0..<count).map { folds.members($0).count }) <= 1)
    for label in [false, true] {
      let counts = (0..<count).map { fold in
        folds.members(fold).count { isFake[$0] == label }
      }
      #expect(spread(counts) <= 1)
      #expect(counts.allSatisfy { $0 > 0 })
    }
    for fold in 0..<count {
      #expect((folds.members(fold) + folds.others(fold)).sorted() == Array(0..<47))
    }
  }

  @Test func theSeedDecides() throws {
    let isFake = (0..<40).map { $0 < 20 }
    let first = try StratifiedFolds(isFake, count: 4, seed: 1)
    #expect(try first == StratifiedFolds(isFake, count: 4, seed: 1))
    #expect(try first != StratifiedFolds(isFake, count: 4, seed: 2))
  }

  @Test func rejectsClassesThatAreTooSmall() {
    #expect(throws: SupportVectorError.tooFewSamples(isFake: true, count: 2, folds: 3)) {
      try StratifiedFolds([true, true, false, false, false], count: 3, seed: 1)
    }
    #expect(throws: SupportVectorError.oneClassOnly(isFake: false, samples: 3)) {
      try StratifiedFolds([false, false, false], count: 3, seed: 1)
    }
  }
}
