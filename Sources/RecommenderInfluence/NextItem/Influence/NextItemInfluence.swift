public import RecommenderData

/// What injected users do to the scores of targets, estimated to first order by influence functions.
///
/// These are [Zhang2020, Eqs. 2 and 3]. With L the loss that the model was trained to make small, in sums over samples, H its curvature there and f
/// the aim, an injected sample z changes f by −∇fᵀ(H + δI)⁻¹∇L(z). The paper's 1/N, in a mean over samples
/// and in the weight of a new one, cancels. One solve s = (H + δI)⁻¹∇f serves all sequences:
///
/// ```swift
/// let influence = try NextItemInfluence(of: model, in: scenario)
/// influence.rewards(of: FakeSequence(items: [4, 17, 4]))
/// influence.report.iterations
/// ```
///
/// A controlled user has no column in a clean model of pairs: it gets the one that fits its sequence so far best.
/// ``GRU4Rec`` has no parameters of users. The estimates rank sequences; they do not say how much a score will
/// change.
public struct NextItemInfluence: Sendable {
  /// How the estimates were made.
  public let options: Options
  /// What they rest on.
  public let report: Report

  private let estimator: any SequenceEstimator

  /// An influence by an estimator.
  init(options: Options, report: Report, estimator: any SequenceEstimator) {
    self.options = options
    self.report = report
    self.estimator = estimator
  }

  /// The estimated change of the aim by injected users together: the sum of each alone.
  ///
  /// - Precondition: The items are those of the model.
  /// - Complexity: A few factorizations of order d for each sequence; for ``GRU4Rec`` two forward passes.
  public func estimate(of sequences: [FakeSequence]) -> Double {
    sequences.reduce(0) { $0 + estimator.estimate(of: $1) }
  }

  /// What each action of a sequence adds to the estimate of all up to it.
  ///
  /// In models of pairs the user's column is found anew after each action, so that a later action changes what
  /// earlier ones do.
  ///
  /// - Precondition: The items are those of the model.
  public func rewards(of sequence: FakeSequence) -> [Double] {
    estimator.rewards(of: sequence)
  }
}

/// What knows the influence of single sequences.
protocol SequenceEstimator: Sendable {
  /// The estimate for one sequence.
  func estimate(of sequence: FakeSequence) -> Double
  /// What each action adds to it.
  func rewards(of sequence: FakeSequence) -> [Double]
}

extension PairwiseInfluence: SequenceEstimator {}
