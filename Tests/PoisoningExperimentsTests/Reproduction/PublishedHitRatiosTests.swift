import PoisoningExperiments
import Testing

@Suite struct PublishedHitRatiosTests {
  /// Cells read off the paper, a few of each table and data set.
  @Test(arguments: [
    ("s-tna-inf", 0.005, PublishedHitRatios.Dataset.music, 0.1521),
    ("s-tna-inf", 0.005, .yelp, 0.2262), ("u-tna", 0.005, .yelp, 0.2304),
    ("none", 0.05, .music, 0.0017), ("none", 0.003, .yelp, 0.0015),
    ("pga", 0.01, .yelp, 0.4162), ("sgld", 0.03, .music, 0.3587),
    ("s-tna-rand", 0.05, .music, 0.5653), ("weighting", 0.01, .music, 0.2436),
    ("weighting", 0.05, .yelp, 0.6924),
  ])
  func holdsWhatThePaperPrints(
    attack: String, size: Double, dataset: PublishedHitRatios.Dataset, value: Double
  ) {
    #expect(PublishedHitRatios.hitRatio(of: attack, size: size, on: dataset) == value)
  }

  /// The cells of Table 3 in which S-Graph is below the attack on all users, and two in which it is above.
  @Test(arguments: [
    (0.003, PublishedHitRatios.Dataset.music, 0.0252, 0.0245), (0.03, .yelp, 0.4024, 0.4011),
    (0.005, .yelp, 0.1359, 0.1514), (0.05, .music, 0.5224, 0.5368),
  ])
  func holdsTableThree(
    size: Double, dataset: PublishedHitRatios.Dataset, all: Double, influential: Double
  ) {
    func printed(_ attack: String) -> Double? {
      PublishedHitRatios.hitRatio(of: attack, size: size, on: dataset, in: .table3)
    }
    #expect(printed("fang2018") == all)
    #expect(printed("s-graph") == influential)
    #expect(printed("none") == (dataset == .music ? 0.0021 : 0.0023))
    #expect(printed("pga") == nil)
    #expect(PublishedHitRatios.hitRatio(of: "s-graph", size: size, on: dataset) == nil)
  }

  @Test func hasNothingThatThePaperHasNot() {
    #expect(PublishedHitRatios.hitRatio(of: "pga", size: 0.02, on: .music) == nil)
    #expect(PublishedHitRatios.hitRatio(of: "greedy", size: 0.01, on: .music) == nil)
    #expect(!PublishedHitRatios.contains("popular", in: .table1))
    #expect(PublishedHitRatios.contains("weighting", in: .table1))
  }

  @Test func everyRowHasAValueForEachSizeAndRisesWithIt() {
    for attack in ["pga", "sgld", "u-tna", "s-tna-rand", "s-tna-inf", "weighting"] {
      for dataset in PublishedHitRatios.Dataset.allCases {
        let row = [0.003, 0.005, 0.01, 0.03, 0.05].compactMap {
          PublishedHitRatios.hitRatio(of: attack, size: $0, on: dataset)
        }
        #expect(row.count == 5)
        #expect(row == row.sorted())
      }
    }
  }
}
