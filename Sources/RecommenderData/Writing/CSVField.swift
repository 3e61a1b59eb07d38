/// A field of a line of commas as RFC 4180 writes it.
package enum CSVField {
  /// `bytes`, in quotation marks if they hold a comma, a quotation mark or a line break, or begin
  /// or end with a blank.
  package static func quoted(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    let quote = UInt8(ascii: "\"")
    let isPlain =
      !bytes.contains { $0 == UInt8(ascii: ",") || $0 == quote || $0 == 10 || $0 == 13 }
      && ![bytes.first, bytes.last].contains { $0.map(FieldSplitter.isBlank) ?? false }
    if isPlain { return bytes[...] }
    var field = [quote]
    for byte in bytes {
      if byte == quote { field.append(quote) }
      field.append(byte)
    }
    field.append(quote)
    return field[...]
  }

  /// `text`, quoted where it needs it.
  package static func quoted(_ text: String) -> String {
    String(decoding: quoted(Array(text.utf8)), as: UTF8.self)
  }
}
