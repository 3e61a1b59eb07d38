extension FeatureSums {
  /// Weighted deviation from mean agreement, WDMA_u = (1/n_u) Σ |r_ui − r̄_i| / c_i².
  /// [Mobasher2007]
  ///
  /// As RDMA, with still more weight on items of few ratings. 0 without ratings.
  var wdma: Double { count > 0 ? squaredCountDeviations / count : 0 }
}
