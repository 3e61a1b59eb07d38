import RecommenderData
import Tensor

/// Trains tables on the actions of a log: every action a sample in each epoch, with a new negative.
struct PairwiseTrainer<Tables: PairwiseTables> {
  private let log: InteractionLog
  private let options: PairwiseOptions
  private let schedule: SampleSchedule
  /// What there is to learn, user after user; negatives come later.
  private let positives: [PairwiseSample]

  /// A trainer on all actions, or on those that have one before them if the tables need it.
  init(_ log: InteractionLog, options: PairwiseOptions) throws {
    try options.validate()
    self.log = log
    self.options = options
    schedule = SampleSchedule(
      userCount: log.userCount, itemCount: log.itemCount, contexts: Tables.contexts)
    positives = Tables.positives(of: log)
    guard !positives.isEmpty, log.itemCount >= 2 else {
      throw RecommenderError.emptyData(
        what: Tables.contexts == .none ? "actions" : "actions after another one")
    }
  }

  /// The tables after all epochs.
  func fit(
    parallelism: Parallelism, progress: ((NextItemProgress) throws -> Void)?
  ) throws -> Tables {
    var rng = SeededGenerator(seed: options.seed)
    var tables = Tables(
      userCount: log.userCount, itemCount: log.itemCount, rank: options.rank,
      deviation: Float(options.initialDeviation), using: &rng, parallelism: parallelism)
    for epoch in 0..<options.epochs {
      let loss = descend(&tables, epoch: epoch, parallelism: parallelism)
      guard loss.isFinite else {
        throw RecommenderError.lossNotFinite(epoch: epoch + 1, learningRate: options.learningRate)
      }
      try progress?(NextItemProgress(epoch: epoch + 1, epochs: options.epochs, loss: loss))
    }
    return tables
  }

  /// One epoch; returns the mean loss of a sample.
  private func descend(
    _ tables: inout Tables, epoch: Int, parallelism: Parallelism
  ) -> Double {
    let plan = EpochPlan(
      positives, log: log, schedule: schedule, separatesContexts: Tables.contexts == .ownTable,
      seed: SeededGenerator.derivedSeed(options.seed, [UInt64(epoch)]))
    let rate = options.rate
    var shared = tables.shared
    var loss = 0.0
    var count = 0
    tables.withKernel { kernel in
      for round in 0..<schedule.rounds {
        let start = shared
        let results = parallelism.map(count: schedule.cells, chunk: 1) { cells in
          let samples = plan.samples(ofCell: round * schedule.cells + cells.lowerBound)
          var own = start
          return (loss: kernel.descend(samples, rate, &own), count: samples.count, shared: own)
        }
        // Each cell moves what all share by itself; they meet at the mean, weighted by their samples,
        // since the sum of their steps would overshoot as many times as there are cells.
        let samples = results.reduce(0) { $0 + $1.count }
        count += samples
        for result in results {
          loss += result.loss
          let weight = Float(result.count) / Float(max(1, samples))
          for index in shared.indices {
            shared[index] += weight * (result.shared[index] - start[index])
          }
        }
      }
    }
    tables.shared = shared
    return loss / Double(max(1, count))
  }
}
