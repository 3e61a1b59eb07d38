internal import ArgumentParser
internal import RecommenderData

/// The options that say how rating files are written.
struct RatingOutputOptions: ParsableArguments {
  /// The layouts that can be asked for.
  enum Layout: String, ExpressibleByArgument, CaseIterable {
    case tab, comma, blanks, inter
    case doubleColon = "double-colon"
  }

  @Option(help: "File to write; compressed if its name ends in .gz.")
  var out: String

  @Option(
    help: """
      Columns separated by tab, comma, blanks or double-colon, or RecBole's inter. \
      (default: told from the file's name: .inter, .csv with a header, else tabs)
      """)
  var format: Layout?

  @Flag(inversion: .prefixedNo, help: "Write a header. (default: for .csv only)")
  var header: Bool?

  func validate() throws {
    try OutputPath.validateFile(out)
    if layout == .inter, header == false {
      throw ValidationError("--no-header: a file in RecBole's inter format has its header")
    }
  }

  /// Writes `ratings` and says so on standard error.
  func write(_ ratings: RatingMatrix) throws {
    try writer.write(ratings, to: out)
    Terminal.writeError(
      "\(out): \(ratings.userCount) users, \(ratings.itemCount) items, \(ratings.count) ratings\n")
  }

  /// The layout asked for, or told from the file's name.
  private var layout: Layout {
    var name = out.lowercased()
    if name.hasSuffix(".gz") { name.removeLast(3) }
    return format ?? (name.hasSuffix(".inter") ? .inter : name.hasSuffix(".csv") ? .comma : .tab)
  }

  private var writer: RatingWriter {
    let layout = layout
    let hasHeader = header ?? (format == nil && layout == .comma)
    return switch layout {
    case .inter: .inter
    case .tab: RatingWriter(separator: .tab, hasHeader: hasHeader)
    case .comma: RatingWriter(separator: .comma, hasHeader: hasHeader)
    case .blanks: RatingWriter(separator: .blanks, hasHeader: hasHeader)
    case .doubleColon: RatingWriter(separator: .doubleColon, hasHeader: hasHeader)
    }
  }
}
