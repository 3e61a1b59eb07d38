/// How much each rating and each user matters for the predictions of one item.
public struct TargetInfluence: Sendable {
  /// The item whose predictions are meant.
  public let target: Int
  /// How it was computed.
  public let method: InfluenceMethod
  /// φ((k, j), t) = Σ_o |Φ((k, j), (o, t))| of each rating, in the order of the ratings by user.
  ///
  /// By how much all users' predictions of t change, in units of the rating scale, when the rating
  /// is removed [Fang2020, Eq. 13].
  public let ofRatings: [Double]
  /// π(k, t) = Σ_j φ((k, j), t) of each user, injected ones included.
  ///
  /// [Fang2020, Eq. 8]
  public let ofUsers: [Double]
  /// What the numbers rest on.
  public let certificate: InfluenceCertificate
}
