/// How the influence of ratings on a target is summed over users.
public enum InfluenceMethod: Hashable, Codable, Sendable {
  /// A solve for each user o, through x_o and y_t.
  ///
  /// - Parameter sampledUsers: So many users drawn without replacement instead of all, whose sum is
  ///   scaled up; `nil` for all.
  case exact(sampledUsers: Int?)
  /// `rank` solves give the change of y_t for every rating; the change of x_o is left out but for
  /// the rater's own.
  case itemPath
}
