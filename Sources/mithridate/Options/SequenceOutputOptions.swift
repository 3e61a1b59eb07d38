internal import ArgumentParser
internal import RecommenderData

/// The options that say how files of sequences are written.
struct SequenceOutputOptions: ParsableArguments {
  @Option(help: "File to write; compressed if its name ends in .gz.")
  var out: String

  @Option(help: "What a line holds: sequences, a user and all its items, or pairs, an action.")
  var outLayout = InteractionWriter.Layout.sequences

  @Option(
    help: """
      Columns separated by tab, comma, blanks or double-colon. (default: blanks for sequences, tab \
      for pairs)
      """)
  var outSeparator: ColumnSeparator?

  func validate() throws {
    try OutputPath.validateFile(out)
  }

  /// Writes `log` and says so on standard error.
  func write(_ log: InteractionLog) throws {
    let separator = outSeparator ?? (outLayout == .sequences ? .blanks : .tab)
    try InteractionWriter(layout: outLayout, separator: separator).write(log, to: out)
    Terminal.writeError(
      "\(out): \(log.userCount) users, \(log.itemCount) items, \(log.actionCount) actions\n")
  }
}
