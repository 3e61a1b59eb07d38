import Foundation
import PoisoningAttacks
import RecommenderData
import RecommenderInfluence
import Recommenders
import Testing

@testable import PoisoningExperiments

@Suite struct EstimatorReproductionTests {
  private let small = EstimatorConfiguration(
    models: [.fpmc, .gru4rec], samples: 4, controlled: 0.05, actions: 4, targetCount: 4,
    targetUserCount: 5, top: 5, groups: .init(clusters: 3, features: 4), local: .init(epochs: 4))

  @Test(.enabled(if: FigureReproductionTests.isDrawable)) func samplesAreMeasuredAndKept() throws {
    try withFolder { folder in
      let log = try orderedLog()
      let study = try EstimatorReproduction(of: log, configuration: small)
      let report = try study.run(folder: folder, gnuplot: Gnuplot())
      #expect(report.samples[.fpmc]?.count == 4)
      #expect(report.samples[.gru4rec]?.count == 4)
      let samples = try #require(report.samples[.gru4rec])
      #expect(Set(samples.map(\.pattern)).count == 4)
      for sample in samples {
        #expect(sample.pattern.count == 4)
        #expect(sample.pushes == sample.pattern.count { "TS".contains($0) })
        #expect(sample.influence.isFinite)
        #expect(sample.retrained.attainment >= sample.retrained.displayRate)
      }
      #expect(report.csv.split(separator: "\n").count == 9)
      #expect(report.markdown.contains("| fpmc | 4 |"))
      // Found again, and as many more as are asked for: the first stay what they were.
      var more = small
      more.samples = 5
      var computed = 0
      let longer = try EstimatorReproduction(of: log, configuration: more).run(
        folder: folder, gnuplot: Gnuplot(), progress: { computed = $0.computed })
      #expect(computed == 2)
      #expect(
        longer.samples[.fpmc]?.prefix(4).map(\.retrained) == report.samples[.fpmc]?.map(\.retrained)
      )
    }
  }

  @Test func correlationsAreThoseOfRanks() {
    func outcome(_ value: Double) -> EstimatorSample.Outcome {
      .init(displayRate: value, attainment: value, logLikelihood: -value)
    }
    func sample(_ retrained: Double, _ local: Double, _ influence: Double) -> EstimatorSample {
      EstimatorSample(
        pattern: "T", pushes: Int(retrained), retrained: outcome(retrained), local: outcome(local),
        influence: influence, retrainedSeconds: 1, localSeconds: 1, rewardSeconds: 1,
        rewards: 1, solve: .init(damping: 1, iterations: 1, residual: 0, seconds: 1, bytes: 1))
    }
    let found = EstimatorReport.Correlations([
      sample(1, 10, 3), sample(2, 30, 2), sample(3, 20, 1), sample(4, 40, 0),
    ])
    // One pair of neighbours of four is turned: 1 − 6·2/(4·15).
    #expect(abs(found.localAttainment - 0.8) < 1e-12)
    #expect(abs(found.localLogLikelihood - 0.8) < 1e-12)
    #expect(abs(found.influenceAttainment - -1) < 1e-12)
    #expect(abs(found.influenceLogLikelihood - 1) < 1e-12)
    #expect(abs(found.pushes - -1) < 1e-12)
  }

  @Test func refusesOptionsOutOfRange() throws {
    let log = try orderedLog()
    let changes: [(inout EstimatorConfiguration) -> Void] = [
      { $0.models = [] }, { $0.models = [.fpmc, .fpmc] }, { $0.samples = 2 },
      { $0.controlled = 0 }, { $0.actions = 0 }, { $0.targetCount = 0 },
      { $0.influence.negatives = 0 },
    ]
    for change in changes {
      var changed = small
      change(&changed)
      #expect(throws: (any Error).self) {
        try EstimatorReproduction(of: log, configuration: changed)
      }
    }
  }
}
