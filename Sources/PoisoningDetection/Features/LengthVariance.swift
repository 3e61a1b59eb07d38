internal import RecommenderData

/// How unusual the number of a user's ratings is.
enum LengthVariance {
  /// LengthVar_u = |n_u − n̄| / Σ_v (n_v − n̄)² of each user. [Burke2006]
  ///
  /// n̄ is the mean over the users who have ratings; users without get 0, and all do if every user has
  /// as many.
  ///
  /// - Complexity: O(users).
  static func values(of ratings: RatingMatrix) -> [Double] {
    let counts = ratings.userRatingCounts
    let present = counts.lazy.filter { $0 > 0 }
    let mean = Double(present.reduce(0, +)) / Double(max(1, present.count))
    let spread = present.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
    return counts.map { $0 > 0 && spread > 0 ? abs(Double($0) - mean) / spread : 0 }
  }
}
