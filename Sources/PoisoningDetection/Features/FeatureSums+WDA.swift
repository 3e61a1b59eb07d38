extension FeatureSums {
  /// Weighted degree of agreement, WDA_u = Σ |r_ui − r̄_i| / c_i, the numerator of RDMA.
  /// [Mobasher2007]
  ///
  /// Grows with the number of ratings. 0 without ratings.
  var wda: Double { deviations }
}
