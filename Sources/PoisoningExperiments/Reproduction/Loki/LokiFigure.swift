/// A figure of [Zhang2020] on display rates that can be measured anew.
///
/// For Figure 6, which is about lengths alone, see ``LengthReproduction``.
public enum LokiFigure: String, Hashable, Sendable, CaseIterable {
  /// Every attack on every victim with one budget.
  case figure3 = "loki-figure3"
  /// Display rates by the number of controlled users.
  case figure4 = "loki-figure4"
  /// Display rates by the number of actions of each.
  case figure5 = "loki-figure5"

  /// What the figure shows.
  public var title: String {
    switch self {
    case .figure3: "LOKI, Figure 3: display rates of all attacks"
    case .figure4: "LOKI, Figure 4: display rates by the share of controlled users"
    case .figure5: "LOKI, Figure 5: display rates by the actions of each controlled user"
    }
  }

  /// The numbers of fake users relative to normal ones: 3 % as in the paper, which does not print the
  /// others of its Figure 4.
  public var sizes: [Double] {
    self == .figure4 ? [0.005, 0.01, 0.02, 0.03, 0.05] : [0.03]
  }

  /// M, the numbers of actions: 15 as in the paper, and for Figure 5 from 5 to 15.
  public var actions: [Int] { self == .figure5 ? [5, 10, 15] : [15] }
}
