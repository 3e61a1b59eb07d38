internal import RecommenderData

extension RatingMatrix {
  /// The ratings of normal users alone, all indices kept: what an attacker's model is fitted to.
  var ofNormalUsers: RatingMatrix {
    fakeUserCount == 0 ? self : filtered(keepingEmpty: true) { $0.user < normalUserCount }
  }
}
