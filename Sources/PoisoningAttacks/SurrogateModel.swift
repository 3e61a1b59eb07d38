public import RecommenderData
internal import RecommenderInfluence
public import Recommenders
internal import Synchronization
public import Tensor

/// The recommender as an attacker fits it to what he knows.
///
/// Its hyperparameters are the attacker's guess of the victim's. The last fits are kept, and with
/// each the influences of users on targets that were asked for, so that attacks and targets that
/// share a surrogate do not compute them again: one fit serves all targets of an attacker who knows
/// everything, one for each target another. Ten fits are kept, each with its factors,
/// 8·rank·(users + items) bytes; the one that was not used for the longest time makes room.
public final class SurrogateModel: Sendable {
  /// The attacker's hyperparameters.
  public let options: FactorizationOptions
  /// The number of threads to use; it does not change a result.
  public let parallelism: Parallelism

  /// The fits used last, the latest at the end.
  private let kept = Mutex<[Fit]>([])
  /// How many fits are kept: as many as an audit has targets, unless it is asked for more.
  private static let capacity = 10

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

  /// What the kept fits were fitted to, the one used last at the end.
  var knownRatings: [RatingMatrix] { kept.withLock { $0.map(\.knowledge) } }

  /// The model fitted to `knowledge`.
  ///
  /// - Parameters:
  ///   - knowledge: What the attacker knows.
  ///   - heartbeat: Called after each sweep, if it is not fitted yet; an error that it throws ends
  ///     the fit, and nothing is kept.
  /// - Throws: What `MatrixFactorization.fit` and `heartbeat` throw.
  public func fit(
    _ knowledge: RatingMatrix, heartbeat: (() throws -> Void)? = nil
  ) throws -> MatrixFactorization<Double> {
    let known = kept.withLock { fits -> MatrixFactorization<Double>? in
      guard let place = fits.firstIndex(where: { $0.knowledge == knowledge }) else { return nil }
      fits.append(fits.remove(at: place))
      return fits[fits.count - 1].model
    }
    if let known { return known }
    let model = try MatrixFactorization<Double>.fit(
      knowledge, options: options, parallelism: parallelism, progress: { _ in try heartbeat?() })
    kept.withLock { fits in
      if fits.contains(where: { $0.knowledge == knowledge }) { return }
      if fits.count == Self.capacity { fits.removeFirst() }
      fits.append(Fit(knowledge: knowledge, model: model))
    }
    return model
  }

  /// π(k, t) of each normal user k of `knowledge` on the target t.
  ///
  /// It says how much the predictions of t move, all users taken together, without the ratings of k
  /// [Fang2020, Eq. 8]. By the item path, in the sense of a recommender that goes on with warm sweeps; see
  /// `FactorizationInfluence`.
  ///
  /// - Parameters:
  ///   - target: The index of an item.
  ///   - knowledge: What the attacker knows.
  ///   - heartbeat: Called after each sweep of a fit and between batches of solves, if there is
  ///     something to compute; an error that it throws ends it.
  /// - Throws: What fitting, solving and `heartbeat` throw.
  public func influences(
    on target: Int, knowledge: RatingMatrix, heartbeat: (() throws -> Void)? = nil
  ) throws -> [Double] {
    let model = try fit(knowledge, heartbeat: heartbeat)
    let known = kept.withLock { fits in
      fits.first { $0.knowledge == knowledge }?.influences[target]
    }
    if let known { return known }
    // Only the order and proportions of influences matter, which single precision keeps.
    let influence = try FactorizationInfluence<Float>(
      model: MatrixFactorization(converting: model), ratings: knowledge, parallelism: parallelism)
    let result = try influence.onTarget(target, progress: { _, _ in try heartbeat?() })
    let found = Array(result.ofUsers.prefix(knowledge.normalUserCount))
    kept.withLock { fits in
      if let place = fits.firstIndex(where: { $0.knowledge == knowledge }) {
        fits[place].influences[target] = found
      }
    }
    return found
  }
}
