public import Tensor

extension SupportVectorClassifier {
  /// Trains a classifier, with C and γ chosen by stratified cross-validation on a grid.
  ///
  /// The point of the grid with the greatest balanced accuracy is taken; of equal ones that with
  /// the smallest C, then the smallest γ. In each fold the scaling is fitted on the other folds
  /// only. A grid of one point is taken as it is, without cross-validation. The result is a function
  /// of samples and options: the same seed gives the same bits for any number of threads.
  ///
  /// - Parameters:
  ///   - samples: Samples × features.
  ///   - isFake: The label of each sample.
  ///   - groups: The group of each sample, such as the run of an attack that it comes from: folds hold
  ///     whole groups, so that no sample is judged by others of its group. There are then no more
  ///     folds than groups that a class has. `nil` deals samples one by one.
  ///   - featureNames: A name for each feature, to be kept with the model.
  ///   - options: The grid, the folds and the rest.
  ///   - parallelism: The number of threads to use; it does not change the result.
  ///   - progress: Called before the search and after some trainings of it, on the calling thread,
  ///     with the number of trainings done and that of all; an error that it throws ends the training.
  /// - Throws: `SupportVectorError`: `.invalidOption`; `.noSamples`, `.noFeatures`, `.labelCount`,
  ///   `.groupCount`, `.featureCount` for sizes that do not fit; `.notFinite` with the place;
  ///   `.oneClassOnly`; `.tooFewSamples` if a class has fewer samples than folds, `.tooFewGroups` if
  ///   it is of one group; `.constantFeatures` if all are; `.notSolved`. Whatever
  ///   `progress` throws.
  /// - Complexity: points · folds + 1 trainings, each between samples² and samples³ · features
  ///   flops. Memory for each thread: `cacheMebibytes` at most.
  public static func train(
    samples: Matrix<Double>, isFake: [Bool], groups: [Int]? = nil, featureNames: [String],
    options: SupportVectorOptions = .init(), parallelism: Parallelism = .automatic,
    progress: ((_ finished: Int, _ total: Int) throws -> Void)? = nil
  ) throws -> SupportVectorClassifier {
    try options.validate()
    let rows = try TrainingCheck.rows(samples, isFake: isFake)
    guard groups == nil || groups?.count == rows.count else {
      throw SupportVectorError.groupCount(samples: rows.count, groups: groups?.count ?? 0)
    }
    guard featureNames.count == rows.width else {
      throw SupportVectorError.featureCount(expected: featureNames.count, found: rows.width)
    }
    guard Set(featureNames).count == featureNames.count else {
      throw SupportVectorError.invalidOption(
        name: "featureNames", requirement: "must differ, not \(featureNames)")
    }
    return try train(
      rows, isFake: isFake, groups: groups, featureNames: featureNames, options: options,
      parallelism: parallelism, progress: progress)
  }

  /// Trains on rows and options that were checked.
  static func train(
    _ rows: SampleRows, isFake: [Bool], groups: [Int]? = nil, featureNames: [String],
    options: SupportVectorOptions, parallelism: Parallelism,
    progress: ((Int, Int) throws -> Void)?
  ) throws -> SupportVectorClassifier {
    let scaling = FeatureScaling(fitting: rows, method: options.scaling)
    guard !scaling.isConstant else {
      throw SupportVectorError.constantFeatures(features: rows.width, samples: rows.count)
    }
    var chosen = options.grid[0]
    var points: [GridPoint] = []
    if options.grid.count > 1 {
      let folds =
        if let groups {
          try StratifiedFolds(isFake, groups: groups, count: options.folds, seed: options.seed)
        } else {
          try StratifiedFolds(isFake, count: options.folds, seed: options.seed)
        }
      points = try GridSearch.points(
        rows, isFake: isFake, folds: folds, options: options, parallelism: parallelism,
        progress: progress)
      if let best = GridSearch.best(of: points) { chosen = (best.cost, best.gamma) }
    }
    let settings = SupportVectorMachine.Settings(
      options, cost: chosen.cost, gamma: chosen.gamma, isFake: isFake)
    let machine = try SupportVectorMachine(
      training: scaling.scaled(rows), isFake: isFake, settings: settings)
    return SupportVectorClassifier(
      featureNames: featureNames, scaling: scaling, cost: chosen.cost,
      normalWeight: settings.weights.normal, fakeWeight: settings.weights.fake, seed: options.seed,
      gridPoints: points, annotations: [:], machine: machine)
  }
}

/// What every use of labelled samples needs.
enum TrainingCheck {
  /// The rows of `samples` if they can be learnt from.
  static func rows(
    _ samples: Matrix<Double>, isFake: [Bool]
  ) throws(SupportVectorError) -> SampleRows {
    guard samples.rows > 0 else { throw .noSamples }
    guard samples.columns > 0 else { throw .noFeatures }
    guard isFake.count == samples.rows else {
      throw .labelCount(samples: samples.rows, labels: isFake.count)
    }
    guard let first = isFake.first, isFake.contains(!first) else {
      throw .oneClassOnly(isFake: isFake.first ?? false, samples: isFake.count)
    }
    return try SampleRows(samples)
  }
}
