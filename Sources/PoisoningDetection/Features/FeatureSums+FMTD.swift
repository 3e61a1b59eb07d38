extension FeatureSums {
  /// Filler mean target difference, FMTD_u = |mean of P_T − mean of P_F|. [Mobasher2007]
  ///
  /// Large for users whose other ratings are low. 0 if P_T or P_F is empty, as for a single rating.
  var fmtd: Double {
    maxima.count > 0 && rest.count > 0
      ? abs(maxima.sum / maxima.count - rest.sum / rest.count) : 0
  }
}
