import RecommenderData
import Tensor

/// Valid files of sequences of every layout.
enum SequenceSamples {
  /// Every format that the package writes.
  static let writers: [InteractionWriter] = ColumnSeparator.allCases.flatMap { separator in
    InteractionWriter.Layout.allCases.map { InteractionWriter(layout: $0, separator: separator) }
  }

  /// Small logs: plain numbers, names that want quoting, names of several scalars.
  static let logs: [InteractionLog] = [
    log(users: 6, items: 9, seed: 1) { "\($0)" },
    log(users: 4, items: 3, seed: 2) { "nº \($0), \"the best\"" },
    log(users: 3, items: 12, seed: 3) { "\($0):e\u{301}" },
  ].compactMap { $0 }

  /// Files that the package reads and does not write: with times, with headers.
  static let texts = [
    "7\t3\t881250949\n9\t3\t881250949\n7\t4\t12.5\n7\t3\t-1e9\n",
    "user,item,timestamp\na,x,30\na,y,10\nb,\"x,y\",20\n",
    "when::item::user\n1::x::a\n2::y::a\n",
    "user_id:token\titem_id:token\ttimestamp:float\na\tx\t3\na\ty\t2\nb\tx\t1\n",
    "item_id:token\tuser_id:token\nx\ta\ny\ta\nx\tb\n",
  ]

  private static func log(
    users: Int, items: Int, seed: UInt64, name: (Int) -> String
  ) -> InteractionLog? {
    var rng = SeededGenerator(seed: seed)
    let sequences = (0..<users).map { _ in
      (0..<1 + rng.nextIndex(below: 6)).map { _ in rng.nextIndex(below: items) }
    }
    return try? InteractionLog(
      userIdentifiers: (0..<users).map(name), itemIdentifiers: (0..<items).map(name),
      sequences: sequences)
  }
}
