/// What is taken for the removal of a rating from the graph of random walks.
public enum WalkInfluenceForm: String, Hashable, Codable, Sendable, CaseIterable {
  /// (1−α) m_k P_j, the derivative in the transition from item j to user k alone.
  ///
  /// [Fang2020, Eqs. 28–29], to the letter.
  case published
  /// −r_kj times the derivative in r_kj, which changes both rows of Q that the rating is in.
  ///
  /// To first order this is what removing the rating does.
  case renormalized
}

/// How much each rating and each user matters for what walks make of one item.
public struct WalkTargetInfluence: Sendable {
  /// The item.
  public let target: Int
  /// What is taken for the removal of a rating.
  public let form: WalkInfluenceForm
  /// φ((k, j), t) of each rating, in the order of the ratings by user.
  ///
  /// For ``WalkInfluenceForm/renormalized`` by how much Σ_u p_ut changes, to first order, when the rating
  /// goes; for ``WalkInfluenceForm/published`` the derivative in a transition, which is never negative and
  /// not weighted by how large the transition is. Sums over u keep signs, other than those of a
  /// factorization. [Fang2020, Eq. 29]
  public let ofRatings: [Double]
  /// π(k, t) = Σ_j |φ((k, j), t)| of each user.
  ///
  /// [Fang2020, Eq. 8]
  public let ofUsers: [Double]
  /// The steps that a solve took.
  public let iterations: Int
  /// The larger relative residual of the two solves, measured.
  ///
  /// It is what `RandomWalkOptions.tolerance` is about.
  public let residual: Double
  /// T, if M is a series.
  public let terms: Int?
  /// ‖m_T − m‖/‖m‖ of the row of M that a series gives, if it is one.
  public let seriesError: Double?
}
