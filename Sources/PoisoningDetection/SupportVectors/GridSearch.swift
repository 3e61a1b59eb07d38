internal import Tensor

/// The choice of C and γ by cross-validation.
enum GridSearch {
  /// The trainings after which a search can be ended; enough for all threads of most machines.
  private static let batch = 16

  /// A fold's training samples and those left out, scaled by the former.
  private struct Part: Sendable {
    let training: SampleRows
    let trainingIsFake: [Bool]
    let rest: SampleRows
    let restIsFake: [Bool]
  }

  /// Rates every point of the grid.
  ///
  /// - Parameters:
  ///   - rows: The samples, not scaled.
  ///   - isFake: Their labels.
  ///   - folds: A division in which all folds but one always hold both classes.
  ///   - options: Valid options.
  ///   - parallelism: The number of threads to use; it does not change the result.
  ///   - progress: Called before the first training and after each batch of them, on the calling
  ///     thread, with the number of trainings done and that of all; an error that it throws ends
  ///     the search.
  /// - Returns: The points, ascending by C and then by γ.
  /// - Throws: What trainings and `progress` throw.
  /// - Complexity: As many trainings as points times folds.
  static func points(
    _ rows: SampleRows, isFake: [Bool], folds: StratifiedFolds, options: SupportVectorOptions,
    parallelism: Parallelism, progress: ((Int, Int) throws -> Void)? = nil
  ) throws -> [GridPoint] {
    let parts = (0..<folds.count).map { fold in
      let (inside, outside) = (folds.others(fold), folds.members(fold))
      let training = rows.selecting(inside)
      let scaling = FeatureScaling(fitting: training, method: options.scaling)
      return Part(
        training: scaling.scaled(training), trainingIsFake: inside.map { isFake[$0] },
        rest: scaling.scaled(rows.selecting(outside)), restIsFake: outside.map { isFake[$0] })
    }
    let grid = options.grid
    let tasks = grid.count * folds.count
    var counts: [(normal: Int, fake: Int)] = []
    try progress?(0, tasks)
    // The largest C takes longest, and goes first lest one thread end with it alone.
    while counts.count < tasks {
      let done = counts.count
      counts += try parallelism.map(count: min(batch, tasks - done), chunk: 1) {
        range throws(SupportVectorError) in
        let task = tasks - 1 - done - range.lowerBound
        let point = grid[task / folds.count]
        return try recognized(
          parts[task % folds.count], cost: point.cost, gamma: point.gamma, options)
      }
      try progress?(counts.count, tasks)
    }
    let fakeCount = isFake.count(where: \.self)
    return grid.indices.map { index in
      var (normal, fake) = (0, 0)
      for fold in 0..<folds.count {
        let part = counts[tasks - 1 - (index * folds.count + fold)]
        normal += part.normal
        fake += part.fake
      }
      let shares =
        Double(normal) / Double(isFake.count - fakeCount) + Double(fake) / Double(fakeCount)
      return GridPoint(
        cost: grid[index].cost, gamma: grid[index].gamma, balancedAccuracy: shares / 2)
    }
  }

  /// The best point; of equal ones that with the smallest C and then the smallest γ, which gives
  /// the smoothest boundary.
  static func best(of points: [GridPoint]) -> GridPoint? {
    points.reduce(nil) { best, point in
      guard let best, best.balancedAccuracy >= point.balancedAccuracy else { return point }
      return best
    }
  }

  /// How many samples left out of a training are recognized.
  private static func recognized(
    _ part: Part, cost: Double, gamma: Double, _ options: SupportVectorOptions
  ) throws(SupportVectorError) -> (normal: Int, fake: Int) {
    let machine = try SupportVectorMachine(
      training: part.training, isFake: part.trainingIsFake,
      settings: .init(options, cost: cost, gamma: gamma, isFake: part.trainingIsFake))
    let values = machine.decisionValues(part.rest, 0..<part.rest.count)
    var (normal, fake) = (0, 0)
    for (value, isFake) in zip(values, part.restIsFake) where (value > 0) == isFake {
      if isFake { fake += 1 } else { normal += 1 }
    }
    return (normal, fake)
  }
}
