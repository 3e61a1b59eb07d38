/// A number that says how a user rates, by which detectors tell fake users from normal ones.
///
/// With c_i ratings and mean r̄_i of item i over all users, injected ones included, n_u ratings of
/// user u, P_T the ratings of u at the scale's maximum and P_F the rest. Users without ratings have
/// 0 in every feature.
public enum UserFeature: String, CaseIterable, Codable, Sendable {
  /// Rating deviation from mean agreement, (1/n_u) Σ |r − r̄_i| / c_i.
  case rdma
  /// Weighted deviation from mean agreement, (1/n_u) Σ |r − r̄_i| / c_i².
  case wdma
  /// Weighted degree of agreement, Σ |r − r̄_i| / c_i.
  case wda
  /// Target model focus, the largest share of all ratings at the maximum that an item of P_T has.
  case tmf
  /// Filler mean target difference, |mean of P_T − mean of P_F|.
  case fmtd
  /// Mean variance, the mean of (r − r̄_i)² over P_F.
  case meanVar
  /// The mean of (r − r̄_i)² over the whole profile.
  case meanVarWhole
  /// The mean of (r − r̄_i)² over all ratings but the one of P_T without which it is least.
  case meanVarButOne
  /// Degree of similarity, the mean of the 25 greatest correlations with other users.
  case degSim
  /// Length variance, |n_u − n̄| / Σ_v (n_v − n̄)².
  case lengthVariance
}

extension [UserFeature] {
  /// The six features of the S-attack paper: ``UserFeature/rdma``, ``UserFeature/wdma``,
  /// ``UserFeature/wda``, ``UserFeature/tmf``, ``UserFeature/fmtd`` and ``UserFeature/meanVar``.
  /// [Fang2020, §6]
  public static let standard: [UserFeature] = [.rdma, .wdma, .wda, .tmf, .fmtd, .meanVar]
}
