extension FeatureSums {
  /// Mean variance, MeanVar_u = the mean of (r_ui − r̄_i)² over P_F. [Mobasher2007]
  ///
  /// Small for users whose fillers follow the items' means. 0 if P_F is empty.
  var meanVar: Double { rest.count > 0 ? rest.squares / rest.count : 0 }

  /// The mean of (r_ui − r̄_i)² over the whole profile; 0 without ratings.
  var meanVarWhole: Double {
    count > 0 ? (maxima.squares + rest.squares) / count : 0
  }

  /// The mean of (r_ui − r̄_i)² over the profile without the rating of P_T that leaves the least:
  /// the hypothesis that a profile promotes exactly one item. [Mobasher2007]
  ///
  /// The whole profile if P_T is empty; 0 if the only rating is of P_T, and without ratings.
  var meanVarButOne: Double {
    guard maxima.count > 0 else { return meanVarWhole }
    // The other squares are not below 0, but rounding may make their difference so.
    return count > 1
      ? max(0, maxima.squares + rest.squares - maxima.largest) / (count - 1) : 0
  }
}
