public import Tensor

/// Decision values of samples that took no part in the training that gave them.
///
/// Each fold is scored by a classifier trained on the others, its C and γ chosen by an inner
/// cross-validation on those alone, so that precision, recall and the area under the curve computed
/// from the values are of users that the model never saw. [Varma2006]
///
/// ```swift
/// let validation = try CrossValidation.evaluate(
///   samples: samples, isFake: labels, folds: 5, seed: 7)
/// let flagged = validation.decisionValues.map { $0 > 0 }
/// ```
public struct CrossValidation: Hashable, Sendable {
  /// The decision value of each sample; positive means a fake user.
  ///
  /// Values of different folds come from different classifiers. Their signs compare; a curve over
  /// all of them takes their sizes to compare too.
  public let decisionValues: [Double]
  /// The fold of each sample.
  public let foldOf: [Int]
  /// The C and γ chosen for each fold, with the balanced accuracy that the inner cross-validation
  /// found; empty for a grid of one point, from which nothing is chosen.
  public let chosen: [GridPoint]

  /// Scores every sample by a classifier that was trained without it.
  ///
  /// - Parameters:
  ///   - samples: Samples × features.
  ///   - isFake: The label of each sample.
  ///   - folds: The number of outer folds, at least 2.
  ///   - seed: Determines the outer folds; the inner ones follow from `options.seed` and the fold.
  ///   - options: How the classifier of each fold is trained.
  ///   - parallelism: The number of threads to use; it does not change the result.
  ///   - progress: Called before a search and after some trainings of it, on the calling thread, with
  ///     the number of trainings done and that of all; an error that it throws ends the validation.
  /// - Throws: As ``SupportVectorClassifier/train(samples:isFake:groups:featureNames:options:parallelism:progress:)``,
  ///   also if a class is too small once a fold is left out.
  /// - Complexity: `folds` times that of a training.
  public static func evaluate(
    samples: Matrix<Double>, isFake: [Bool], folds: Int = 5, seed: UInt64,
    options: SupportVectorOptions = .init(), parallelism: Parallelism = .automatic,
    progress: ((_ finished: Int, _ total: Int) throws -> Void)? = nil
  ) throws -> CrossValidation {
    try options.validate()
    guard folds >= 2 else {
      throw SupportVectorError.invalidOption(
        name: "folds", requirement: "must be at least 2, not \(folds)")
    }
    let rows = try TrainingCheck.rows(samples, isFake: isFake)
    let outer = try StratifiedFolds(isFake, count: folds, seed: seed)
    var decisionValues = [Double](repeating: 0, count: rows.count)
    var chosen: [GridPoint] = []
    for fold in 0..<folds {
      let (inside, outside) = (outer.others(fold), outer.members(fold))
      var options = options
      options.seed = SeededGenerator.derivedSeed(options.seed, [UInt64(fold)])
      let classifier = try SupportVectorClassifier.train(
        rows.selecting(inside), isFake: inside.map { isFake[$0] },
        featureNames: (0..<rows.width).map(String.init), options: options,
        parallelism: parallelism
      ) { finished, total in try progress?(fold * total + finished, folds * total) }
      if let best = GridSearch.best(of: classifier.gridPoints) { chosen.append(best) }
      let rest = classifier.scaling.scaled(rows.selecting(outside))
      let values = classifier.machine.decisionValues(rest, 0..<rest.count)
      for (sample, value) in zip(outside, values) { decisionValues[sample] = value }
    }
    return CrossValidation(decisionValues: decisionValues, foldOf: outer.foldOf, chosen: chosen)
  }
}
