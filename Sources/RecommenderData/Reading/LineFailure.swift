internal import Tensor

/// What is wrong with a line, before file and line number are known.
struct LineFailure: Error, Equatable {
  /// The reason, as it stands after file and line.
  let reason: String

  init(_ reason: String) {
    self.reason = reason
  }

  /// A quotation that does not end in its line, or that something other than a comma follows.
  static let quotation = LineFailure("a quoted field does not end before its comma or line end")

  /// The beginning of a piece of a line, fit to stand in a message.
  static func excerpt(_ bytes: some Collection<UInt8>) -> String { Excerpt.text(of: bytes) }
}
