/// What an attacker gains by the predictions of the poisoned recommender.
///
/// R = μ₁ R_av + μ₂ R_in [Li2016], where over the normal users u
///
///     R_av = (1/|U|) Σ_u Σ_(i unrated by u) (r̂_ui − r̄_ui)²      availability
///     R_in = (1/|U|) Σ_u Σ_i w_i r̂_ui                            integrity
///
/// with predictions r̂ after and r̄ before the attack. The paper has sums over users where these are
/// means, which changes the scale alone.
///
/// ```swift
/// var utility = PredictionUtility.targetPushing
/// utility.availability = -0.1  // push the target, and leave all else as it is
/// ```
public struct PredictionUtility: Hashable, Codable, Sendable {
  /// μ₁: positive to spoil predictions, negative to stay unnoticed.
  public var availability: Double
  /// μ₂: positive to raise the predictions of ``itemWeights``.
  public var integrity: Double
  /// w, by item index; `nil` gives the target of an attack the weight 1 and all others none.
  public var itemWeights: [Int: Double]?

  /// A hybrid of both utilities.
  public init(availability: Double, integrity: Double, itemWeights: [Int: Double]? = nil) {
    self.availability = availability
    self.integrity = integrity
    self.itemWeights = itemWeights
  }

  /// The target's predicted ratings: the form that the S-attack is compared with. [Fang2020, §5.1.3]
  public static let targetPushing = PredictionUtility(availability: 0, integrity: 1)

  /// The error of all predictions.
  public static let spoiling = PredictionUtility(availability: 1, integrity: 0)

  /// Checks the weights against a number of items.
  ///
  /// - Throws: `AttackError.invalidOption` for a weight that is not finite, or of an item that is
  ///   not there.
  func validate(attack: String, itemCount: Int) throws(AttackError) {
    for (name, weight) in [("availability", availability), ("integrity", integrity)]
    where !weight.isFinite {
      throw .invalidOption(attack: attack, name: name, requirement: "\(weight) is not finite")
    }
    for (item, weight) in itemWeights ?? [:]
    where !weight.isFinite || !(0..<itemCount).contains(item) {
      throw .invalidOption(
        attack: attack, name: "itemWeights",
        requirement: "\(weight) of item \(item) is not finite, or not of 0..<\(itemCount)")
    }
  }
}
