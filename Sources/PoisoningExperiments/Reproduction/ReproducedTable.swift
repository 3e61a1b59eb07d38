/// A table of [Fang2020] that can be measured anew.
public enum ReproducedTable: String, Hashable, Sendable, CaseIterable {
  /// HR@10 of each attack at each size.
  case table1
  /// HR@10 of each attack at each size once a detector's flagged users are removed.
  case table2
  /// HR@10 of the attacks on random walks at each size.
  case table3
  /// HR@10 of the attack on weighted users, beside those on all and on influential ones.
  case table4

  /// The attacks of the table, those of the paper and others to compare them with, in its order.
  public var attacks: [String] {
    switch self {
    case .table1, .table2:
      [
        "none", "random", "average", "popular", "segment", "pga", "sgld", "u-tna", "s-tna-rand",
        "s-tna-inf", "greedy", "greedy-stealth",
      ]
    case .table3: ["none", "random", "average", "popular", "segment", "fang2018", "s-graph"]
    case .table4: ["u-tna", "s-tna-inf", "weighting"]
    }
  }

  /// The recommender that is attacked.
  public var victim: VictimChoice { self == .table3 ? .randomWalk : .matrixFactorization }

  /// What the table shows.
  public var title: String {
    switch self {
    case .table1: "Table 1: attacks on matrix factorization"
    case .table2: "Table 2: attacks on matrix factorization behind a detector of fake users"
    case .table3: "Table 3: attacks on random walks"
    case .table4: "Table 4: attacks on weighted users of matrix factorization"
    }
  }
}
