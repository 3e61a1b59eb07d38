internal import ArgumentParser
internal import RecommenderData

/// The options that say which sequences a command works on.
struct SequencesOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A file of sequences: what users acted on, in order.",
      discussion: """
        Lines hold a user and all its items, a user and one item in order, or a user, an item and \
        a time; columns are separated by tabs, commas, blanks or '::'; .gz and RecBole's .inter are \
        read too.
        """,
      valueName: "file"))
  var sequences: String?

  @Option(help: "Generated sequences instead of a file: small or beauty.")
  var synthetic: SyntheticSequences.Preset?

  @Option(
    help:
      "How lines are built: sequences, pairs, timed, inter, or auto to have it told from the file.")
  var layout = InteractionLayout.auto

  @Option(
    help: """
      What separates columns: tab, comma, blanks or double-colon. (default: found by itself)
      """)
  var separator: ColumnSeparator?

  @Flag(
    inversion: .prefixedNo, help: "Whether the first line holds names. (default: found by itself)")
  var header: Bool?

  func validate() throws {
    if sequences == nil, synthetic == nil {
      throw ValidationError("--sequences FILE or --synthetic small|beauty is needed")
    }
    if synthetic != nil {
      try OptionConflict.reject(
        "--synthetic",
        with: [
          ("--sequences", sequences != nil), ("--layout", layout != .auto),
          ("--separator", separator != nil), ("--header", header != nil),
        ])
    }
  }

  /// Reads or generates the sequences.
  func load() throws -> LoadedSequences {
    if let synthetic {
      return LoadedSequences(log: try synthetic.configuration.generate(), report: nil)
    }
    let reader = InteractionReader(layout: layout, separator: separator, hasHeader: header)
    let (log, report) = try reader.read(sequences ?? "")
    return LoadedSequences(log: log, report: report)
  }
}

/// Sequences, and what is worth knowing of the file they were read from.
struct LoadedSequences: LoadedData {
  /// The sequences.
  let log: InteractionLog
  /// What reading found; `nil` for generated sequences.
  let report: InteractionReport?

  /// Says on standard error what reading found.
  ///
  /// A command calls it once all options have proved valid, so that a mistake is one line.
  func announce() {
    if let report { Terminal.writeError("\(report)\n") }
  }
}
