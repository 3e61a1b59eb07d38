/// The users whose lists an attack aims at: the papers' S, or weights of all.
public enum UserSelection: String, Hashable, Codable, CaseIterable, Sendable {
  /// All normal users, S = U.
  case all
  /// Δ normal users drawn at random.
  case random
  /// The Δ normal users of the largest influence on the target. [Fang2020, Algorithm 1]
  case influential
  /// All normal users, each weighted by its influence on the target. [Fang2020, Eq. 31]
  case weighted
}
