extension FeatureSums {
  /// Rating deviation from mean agreement, RDMA_u = (1/n_u) Σ |r_ui − r̄_i| / c_i. [Chirita2005]
  ///
  /// Large for users who disagree with the few others that rated their items. 0 without ratings. Of a
  /// single rating it is |r − r̄_i| / c_i, 0 if nobody else has rated the item.
  var rdma: Double { count > 0 ? deviations / count : 0 }
}
