/// How the lines of a file of sequences are built.
public enum InteractionLayout: String, CaseIterable, Hashable, Codable, Sendable {
  /// Told from the file; see ``InteractionReader``.
  case auto
  /// `user item item …`: all actions of a user in one line, oldest first.
  case sequences
  /// `user item`: an action in each line, those of a user from the oldest to the newest.
  case pairs
  /// `user item time`: an action in each line, in any order.
  case timed
  /// RecBole's `.inter`: columns under a typed header, by time if one of them is a time, else as
  /// pairs.
  case inter
}

extension InteractionLayout: CustomStringConvertible {
  /// What a line holds, in a sentence.
  public var description: String {
    switch self {
    case .auto: "lines of a layout to be told"
    case .sequences: "a user and all its items in a line"
    case .pairs: "a user and an item in a line, in order"
    case .timed: "a user, an item and a time in a line"
    case .inter: "columns named as in RecBole's .inter"
    }
  }
}
