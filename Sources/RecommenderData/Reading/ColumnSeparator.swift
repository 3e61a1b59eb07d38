/// What stands between the columns of a rating file.
public enum ColumnSeparator: String, CaseIterable, Hashable, Codable, Sendable {
  /// A tab.
  case tab
  /// A comma; fields may be quoted as in CSV.
  case comma
  /// Any run of spaces and tabs.
  case blanks
  /// Two colons, as in the older MovieLens files.
  case doubleColon

  /// The separator as it is written between two columns.
  public var text: String {
    switch self {
    case .tab: "\t"
    case .comma: ","
    case .blanks: " "
    case .doubleColon: "::"
    }
  }
}

extension ColumnSeparator: CustomStringConvertible {
  /// The separator's name in a sentence.
  public var description: String {
    switch self {
    case .tab: "tabs"
    case .comma: "commas"
    case .blanks: "blanks"
    case .doubleColon: "double colons"
    }
  }
}
