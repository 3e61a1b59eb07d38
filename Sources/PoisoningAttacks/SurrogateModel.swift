public import RecommenderData
public import Recommenders
internal import Synchronization
public import Tensor

/// The recommender as an attacker fits it to what he knows.
///
/// Its hyperparameters are the attacker's guess of the victim's. The last fit is kept, so that
/// attacks and targets that share a surrogate do not fit again.
public final class SurrogateModel: Sendable {
  /// The attacker's hyperparameters.
  public let options: FactorizationOptions
  /// The number of threads to use; it does not change a result.
  public let parallelism: Parallelism

  private let latest = Mutex<(knowledge: RatingMatrix, model: MatrixFactorization<Double>)?>(nil)

  /// A surrogate of the given hyperparameters; nothing is fitted yet.
  public init(
    options: FactorizationOptions = FactorizationOptions(), parallelism: Parallelism = .automatic
  ) {
    self.options = options
    self.parallelism = parallelism
  }

  /// The model fitted to `knowledge`.
  ///
  /// - Throws: What ``MatrixFactorization/fit(_:options:start:parallelism:progress:)`` throws.
  public func fit(_ knowledge: RatingMatrix) throws -> MatrixFactorization<Double> {
    if let kept = latest.withLock({ $0?.knowledge == knowledge ? $0?.model : nil }) { return kept }
    let model = try MatrixFactorization<Double>.fit(
      knowledge, options: options, parallelism: parallelism)
    latest.withLock { $0 = (knowledge, model) }
    return model
  }
}
