extension FeatureSums {
  /// Target model focus, TMF_u = max over j ∈ P_T of Σ_v 1[j ∈ P_v,T] / Σ_v |P_v,T|. [Mobasher2007]
  ///
  /// Large for users who push an item that many others push. 0 if the user rates nothing at the
  /// maximum.
  var tmf: Double { targetFocus }
}
