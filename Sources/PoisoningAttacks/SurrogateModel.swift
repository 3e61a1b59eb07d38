public import RecommenderData
internal import RecommenderInfluence
public import Recommenders
internal import Synchronization
public import Tensor

/// The recommender as an attacker fits it to what he knows.
///
/// Its hyperparameters are the attacker's guess of the victim's. The last fit is kept, and with it
/// the influences of users on targets that were asked for, so that attacks and targets that share a
/// surrogate do not compute them again.
public final class SurrogateModel: Sendable {
  /// The attacker's hyperparameters.
  public let options: FactorizationOptions
  /// The number of threads to use; it does not change a result.
  public let parallelism: Parallelism

  private let latest = Mutex<Fit?>(nil)

  /// A fit and what was found out about it.
  private struct Fit {
    let knowledge: RatingMatrix
    let model: MatrixFactorization<Double>
    var influences: [Int: [Double]] = [:]
  }

  /// A surrogate of the given hyperparameters; nothing is fitted yet.
  public init(
    options: FactorizationOptions = FactorizationOptions(), parallelism: Parallelism = .automatic
  ) {
    self.options = options
    self.parallelism = parallelism
  }

  /// The model fitted to `knowledge`.
  ///
  /// - Throws: What `MatrixFactorization.fit` throws.
  public func fit(_ knowledge: RatingMatrix) throws -> MatrixFactorization<Double> {
    if let kept = latest.withLock({ $0?.knowledge == knowledge ? $0?.model : nil }) { return kept }
    let model = try MatrixFactorization<Double>.fit(
      knowledge, options: options, parallelism: parallelism)
    latest.withLock { $0 = Fit(knowledge: knowledge, model: model) }
    return model
  }

  /// π(k, t) of each normal user k of `knowledge` on the target t.
  ///
  /// It says how much the predictions of t move, all users taken together, without the ratings of k
  /// [Fang2020, Eq. 8]. By the item path, in the sense of a recommender that goes on with warm sweeps; see
  /// `FactorizationInfluence`.
  ///
  /// - Throws: What fitting and solving throw.
  public func influences(on target: Int, knowledge: RatingMatrix) throws -> [Double] {
    let model = try fit(knowledge)
    let kept = latest.withLock { $0?.knowledge == knowledge ? $0?.influences[target] : nil }
    if let kept { return kept }
    let influence = try FactorizationInfluence(
      model: model, ratings: knowledge, parallelism: parallelism)
    let found = Array(
      try influence.onTarget(target).ofUsers.prefix(knowledge.normalUserCount))
    latest.withLock { if $0?.knowledge == knowledge { $0?.influences[target] = found } }
    return found
  }
}
