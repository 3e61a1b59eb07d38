internal import Tensor

/// A network while it learns.
struct QTraining<Scalar: TensorScalar> {
  private let options: QLearningOptions
  private let parallelism: Parallelism
  /// The network that learns.
  private(set) var network: QNetwork<Scalar>
  /// Q⁻.
  private var target: QNetwork<Scalar>
  private var adam: Adam<QNetwork<Scalar>>
  private var sampler: SeededGenerator
  private var updates = 0
  /// The episodes to learn from.
  var replay: EpisodeReplay<Scalar>

  /// A network before its first update.
  init(
    _ options: QLearningOptions, actionCount: Int, start: QNetwork<Scalar>?,
    parallelism: Parallelism
  ) throws(LearningError) {
    self.options = options
    self.parallelism = parallelism
    if let start {
      guard start.actionCount == actionCount else {
        throw .shapeMismatch(
          operation: "QLearner.train", expected: "a policy of \(actionCount) actions",
          found: "one of \(start.actionCount)")
      }
      network = start
    } else {
      var rng = SeededGenerator(seed: options.seed, stream: 0)
      network = try QNetwork(
        actionCount: actionCount, embeddingRank: options.embeddingRank,
        stateCount: options.stateCount, using: &rng)
    }
    target = network
    adam = try Adam(for: network, options: options.adam)
    sampler = SeededGenerator(seed: options.seed, stream: 2)
    replay = EpisodeReplay(capacity: options.replayCapacity)
  }

  /// Makes the updates of a round, if there are episodes enough; returns their mean loss.
  mutating func learn() throws(LearningError) -> Double? {
    guard replay.count >= options.batchSize else { return nil }
    var sum = 0.0
    for _ in 0..<options.updatesPerRound {
      sum += try update(replay.sample(options.batchSize, using: &sampler))
    }
    return sum / Double(options.updatesPerRound)
  }

  /// Moves the network once; returns the loss before.
  private mutating func update(
    _ batch: [EpisodeReplay<Scalar>.Episode]
  ) throws(LearningError) -> Double {
    let steps = batch[0].actions.count
    let trace = try network.forward(
      batch.map(\.actions), steps: steps, parallelism: parallelism)
    let goals = try goals(batch, steps, trace.values)
    let taken = (0..<steps).flatMap { step in batch.map { $0.actions[step] } }
    let predictions = Matrix<Scalar>(rows: 1, columns: taken.count) { trace.values[taken[$1], $1] }
    let loss = try Loss.huber(
      predictions: predictions, targets: goals, width: Scalar(options.huberWidth))
    try loss.requireFinite(step: updates + 1)
    var valueGradient = Matrix<Scalar>(rows: network.actionCount, columns: taken.count)
    for (column, action) in taken.enumerated() {
      valueGradient[action, column] = loss.gradient[0, column]
    }
    var gradient = try network.backward(valueGradient, trace: trace, parallelism: parallelism)
    gradient.clip(toNorm: options.gradientNorm)
    try adam.update(&network, gradient: gradient)
    updates += 1
    if updates.isMultiple(of: options.targetInterval) { target = network }
    return loss.value
  }

  /// What the values of the actions taken should be, step after step.
  private func goals(
    _ batch: [EpisodeReplay<Scalar>.Episode], _ steps: Int, _ values: Matrix<Scalar>
  ) throws(LearningError) -> Matrix<Scalar> {
    let discount = Scalar(options.discount)
    let targetValues = try target.forward(
      batch.map(\.actions), steps: steps, parallelism: parallelism
    ).values
    let chosen = (options.usesDoubleEstimates ? values : targetValues).largestRows()
    return Matrix(rows: 1, columns: steps * batch.count) { _, column in
      let (step, episode) = column.quotientAndRemainder(dividingBy: batch.count)
      let reward = batch[episode].rewards[step]
      guard step + 1 < steps else { return reward }
      let next = column + batch.count
      return reward + discount * targetValues[chosen[next], next]
    }
  }
}
