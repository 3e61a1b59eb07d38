/// HR@10 as the paper prints it: Tables 1, 2 and 4 of [Fang2020].
///
/// Its two data sets, Amazon Digital Music (8,844 users, 15,442 items, 88,639 ratings) and Yelp
/// (11,534 users, 25,229 items, 504,713 ratings), are not to be had as they were, so that levels
/// cannot be compared with those measured on others; orders can. Figure 1 is printed as a picture
/// without numbers.
public enum PublishedHitRatios {
  /// A data set of the paper.
  public enum Dataset: String, Hashable, Sendable, CaseIterable {
    /// Amazon Digital Music.
    case music = "Music"
    /// Yelp.
    case yelp = "Yelp"
  }

  /// The printed value, or `nil` where the paper has none.
  ///
  /// - Parameters:
  ///   - attack: The name of the attack in this package.
  ///   - size: Fake users relative to normal users.
  ///   - dataset: A data set of the paper.
  ///   - table: The table, those of one recommender without a detector, 1 and 4, being one.
  public static func hitRatio(
    of attack: String, size: Double, on dataset: Dataset, in table: ReproducedTable = .table1
  ) -> Double? {
    guard let row = rows(of: table)[dataset]?[attack], let column = sizes.firstIndex(of: size)
    else { return nil }
    return row[column]
  }

  /// Whether the table has the attack, Tables 1 and 4 being one.
  public static func contains(_ attack: String, in table: ReproducedTable) -> Bool {
    rows(of: table).values.contains { $0[attack] != nil }
  }

  private static func rows(of table: ReproducedTable) -> [Dataset: [String: [Double]]] {
    switch table {
    case .table1, .table4: rows
    case .table2: guardedRows
    case .table3: walkRows
    }
  }

  /// The attack sizes of all tables.
  static let sizes = [0.003, 0.005, 0.01, 0.03, 0.05]

  private static let rows: [Dataset: [String: [Double]]] = [
    .music: [
      "none": [0.0017, 0.0017, 0.0017, 0.0017, 0.0017],
      "pga": [0.0107, 0.0945, 0.1803, 0.3681, 0.5702],
      "sgld": [0.0138, 0.1021, 0.1985, 0.3587, 0.5731],
      "u-tna": [0.0498, 0.1355, 0.2492, 0.4015, 0.5832],
      "s-tna-rand": [0.0141, 0.0942, 0.2054, 0.3511, 0.5653],
      "s-tna-inf": [0.0543, 0.1521, 0.2567, 0.4172, 0.6021],
      "weighting": [0.0652, 0.1543, 0.2436, 0.4285, 0.6087],
    ],
    .yelp: [
      "none": [0.0015, 0.0015, 0.0015, 0.0015, 0.0015],
      "pga": [0.0224, 0.1623, 0.4162, 0.4924, 0.6442],
      "sgld": [0.0261, 0.1757, 0.4101, 0.5131, 0.6431],
      "u-tna": [0.0619, 0.2304, 0.4323, 0.5316, 0.6806],
      "s-tna-rand": [0.0258, 0.1647, 0.4173, 0.4923, 0.6532],
      "s-tna-inf": [0.0643, 0.2262, 0.4415, 0.5429, 0.6813],
      "weighting": [0.0698, 0.2312, 0.4498, 0.5501, 0.6924],
    ],
  ]

  /// Table 2.
  private static let guardedRows: [Dataset: [String: [Double]]] = [
    .music: [
      "none": [0.0011, 0.0011, 0.0011, 0.0011, 0.0011],
      "pga": [0.0028, 0.0043, 0.0311, 0.2282, 0.3243],
      "sgld": [0.0064, 0.0145, 0.0916, 0.2631, 0.3516],
      "u-tna": [0.0127, 0.0298, 0.1282, 0.2846, 0.3652],
      "s-tna-rand": [0.0068, 0.0139, 0.0934, 0.2679, 0.3531],
      "s-tna-inf": [0.0199, 0.0342, 0.1215, 0.2994, 0.3704],
    ],
    .yelp: [
      "none": [0.0010, 0.0010, 0.0010, 0.0010, 0.0010],
      "pga": [0.0018, 0.0062, 0.1143, 0.3301, 0.4081],
      "sgld": [0.0097, 0.0278, 0.1585, 0.3674, 0.4223],
      "u-tna": [0.0231, 0.0431, 0.1774, 0.3951, 0.4486],
      "s-tna-rand": [0.0093, 0.0265, 0.1612, 0.3665, 0.4269],
      "s-tna-inf": [0.0242, 0.0474, 0.1831, 0.3968, 0.4501],
    ],
  ]

  /// Table 3.
  private static let walkRows: [Dataset: [String: [Double]]] = [
    .music: [
      "none": [0.0021, 0.0021, 0.0021, 0.0021, 0.0021],
      "fang2018": [0.0252, 0.1021, 0.2067, 0.2949, 0.5224],
      "s-graph": [0.0245, 0.1046, 0.2125, 0.3067, 0.5368],
    ],
    .yelp: [
      "none": [0.0023, 0.0023, 0.0023, 0.0023, 0.0023],
      "fang2018": [0.0256, 0.1359, 0.2663, 0.4024, 0.5704],
      "s-graph": [0.0342, 0.1514, 0.2701, 0.4011, 0.5723],
    ],
  ]
}
