/// Pieces of foreign data, fit to stand in a message of one line.
package enum Excerpt {
  /// The beginning of `bytes` as text, with blanks in place of line breaks and control characters.
  package static func text(of bytes: some Collection<UInt8>) -> String {
    var text = ""
    for scalar in String(decoding: bytes.prefix(60), as: UTF8.self).unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: text += " "
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + (bytes.count > 60 ? "…" : "")
  }
}
