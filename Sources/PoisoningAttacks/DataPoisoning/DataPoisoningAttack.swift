/// An attack on the predictions of a matrix factorization, as those of [Li2016] are.
protocol DataPoisoningAttack: PoisoningAttack {
  /// What one fake user may rate, and the attacker's model.
  var settings: AttackSettings { get }
  /// What is to become large.
  var utility: PredictionUtility { get }

  /// Checks what is particular to the attack.
  ///
  /// - Throws: `AttackError.invalidOption` for the first option outside its range.
  func validateOptions() throws(AttackError)
}
