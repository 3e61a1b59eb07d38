import RecommenderData
import Tensor

/// Trains tables on the actions of a log: every action a sample in each epoch, with a new negative.
struct PairwiseTrainer<Tables: PairwiseTables> {
  private let log: InteractionLog
  private let options: PairwiseOptions
  private let schedule: SampleSchedule
  private let chosen: ChosenItems
  /// What there is to learn from each block of users; negatives come later.
  private let positives: [[PairwiseSample]]

  /// A trainer on all actions, or on those that have one before them if the tables need it.
  init(_ log: InteractionLog, options: PairwiseOptions) throws {
    try options.validate()
    self.log = log
    self.options = options
    schedule = SampleSchedule(
      userCount: log.userCount, itemCount: log.itemCount, contexts: Tables.contexts)
    chosen = ChosenItems(log)
    let positives = Tables.positives(of: log)
    self.positives = schedule.byUserBlock(positives)
    guard !positives.isEmpty, log.itemCount >= 2 else {
      throw RecommenderError.emptyData(
        what: Tables.contexts == .none ? "actions" : "actions after another one")
    }
    let learners = Set(positives.lazy.map(\.user))
    guard learners.contains(where: { Set(log.sequence(of: Int($0))).count < log.itemCount }) else {
      throw RecommenderError.emptyData(what: "items that some user has not chosen")
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
    try tables.train(
      epochs: options.epochs, learningRate: options.learningRate, .inCacheLines,
      by: { kernel, shared, epoch in
        descend(by: kernel, &shared, epoch: epoch, parallelism: parallelism)
      },
      progress: { epoch, loss in
        try progress?(NextItemProgress(epoch: epoch, epochs: options.epochs, loss: loss))
      })
    return tables
  }

  /// What an epoch has come to.
  private struct Progress {
    /// What all samples share.
    var shared: [Float]
    /// The sum of the losses.
    var loss = 0.0
    /// The number of samples.
    var count = 0
  }

  /// One epoch; returns the mean loss of a sample.
  private func descend(
    by kernel: PairwiseKernel, _ shared: inout [Float], epoch: Int, parallelism: Parallelism
  ) -> Double {
    let plan = EpochPlan(
      positives, chosen: chosen, schedule: schedule,
      separatesContexts: Tables.contexts == .ownTable,
      seed: SeededGenerator.derivedSeed(options.seed, [UInt64(epoch)]), parallelism: parallelism)
    let rate = options.rate
    var reached = Progress(shared: shared)
    parallelism.rounds(schedule.rounds, tasks: schedule.cells, state: &reached) {
      reached, round, task in
      let samples = plan.samples(ofCell: round * schedule.cells + task)
      var result = Progress(shared: reached.shared, count: samples.count)
      result.loss = kernel.descend(samples, rate, &result.shared)
      return result
    } combine: { reached, results in
      // Each cell moves what all share by itself; they meet at the mean, weighted by their samples,
      // since the sum of their steps would overshoot as many times as there are cells.
      let start = reached.shared
      let samples = results.reduce(0) { $0 + $1.count }
      reached.count += samples
      for result in results {
        reached.loss += result.loss
        let weight = Float(result.count) / Float(max(1, samples))
        for index in start.indices {
          reached.shared[index] += weight * (result.shared[index] - start[index])
        }
      }
    }
    shared = reached.shared
    return reached.loss / Double(max(1, reached.count))
  }
}
