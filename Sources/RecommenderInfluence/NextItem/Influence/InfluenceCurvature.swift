/// Which second derivatives of an objective are counted.
public enum InfluenceCurvature: String, CaseIterable, Codable, Sendable {
  /// All of them. Where training by stochastic gradients stopped, some eigenvalues are negative.
  case hessian
  /// Those of the loss in the scores only, as if scores were linear in the parameters; never negative.
  case gaussNewton
}
