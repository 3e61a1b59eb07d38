public import Tensor

/// A classifier of users by their features: a C-SVC with an RBF kernel, trained by libsvm.
///
/// It holds its scaling and its support vectors as plain values and predicts without libsvm, so it
/// can be saved, read and shared between threads. [Chang2011]
///
/// ```swift
/// let classifier = try SupportVectorClassifier.train(
///   samples: training, isFake: labels, featureNames: ["rdma", "fmtd"])
/// let scores = try classifier.decisionValues(of: others)  // positive: taken for a fake user
/// try classifier.save(to: "model.json")
/// ```
public struct SupportVectorClassifier: Hashable, Sendable {
  /// The names of the features, in the order of a sample's values.
  public let featureNames: [String]
  /// How features are brought to one scale, fitted on the training samples.
  public let scaling: FeatureScaling
  /// C, before class weights.
  public let cost: Double
  /// The factor of C for normal users.
  public let normalWeight: Double
  /// The factor of C for fake users.
  public let fakeWeight: Double
  /// The seed of the folds that chose C and γ.
  public let seed: UInt64
  /// Every C and γ that was tried; empty if there was but one of each.
  public let gridPoints: [GridPoint]
  /// What the user of a model should know of its training, such as the rating scale; saved with it.
  public var annotations: [String: String]
  /// The decision function of scaled samples.
  let machine: SupportVectorMachine

  /// γ of the kernel exp(−γ‖x − x′‖²) of scaled samples.
  public var gamma: Double { machine.gamma }

  /// The number of training samples that the decision rests on.
  public var supportVectorCount: Int { machine.coefficients.count }

  /// The cross-validated balanced accuracy at the chosen C and γ; `nil` if nothing was chosen.
  ///
  /// It is the best of many estimates and thus a little too good; ``CrossValidation`` gives one for
  /// users that took no part in the choice.
  public var balancedAccuracy: Double? {
    gridPoints.first { $0.cost == cost && $0.gamma == gamma }?.balancedAccuracy
  }

  /// The decision value of each sample; positive means a fake user, and more so the larger it is.
  ///
  /// - Parameters:
  ///   - samples: Samples × features, the features in the order of ``featureNames``.
  ///   - parallelism: The number of threads to use; it does not change the result.
  /// - Throws: `SupportVectorError.featureCount` for another number of features, `.notFinite` with
  ///   the place of a value that is NaN, infinite or beyond 10¹⁵⁰.
  /// - Complexity: About 3 · samples · ``supportVectorCount`` · features flops and an exponential
  ///   for each sample and support vector.
  public func decisionValues(
    of samples: Matrix<Double>, parallelism: Parallelism = .automatic
  ) throws(SupportVectorError) -> [Double] {
    let rows = scaling.scaled(try scaling.rows(of: samples))
    return parallelism.map(count: rows.count, chunk: 64) { range in
      machine.decisionValues(rows, range)
    }.flatMap(\.self)
  }

  /// Checks that samples have the features of the training in the same order.
  ///
  /// - Throws: `SupportVectorError.featureNames` if they do not.
  public func requireFeatures(_ names: [String]) throws(SupportVectorError) {
    guard names == featureNames else {
      throw .featureNames(expected: featureNames, found: names)
    }
  }
}
