/// Identifiers as fields of a line, quoted where they need it.
struct IdentifierFields {
  /// Two fields of this length and a number fit into a line that a reader takes.
  private static let longestField = LineCutter.longestRow / 2 - 64

  /// What separates the columns.
  let separator: ColumnSeparator

  /// `identifiers` as they are written.
  ///
  /// - Parameter name: What they identify.
  /// - Throws: `DataError.invalidArgument` for one that could not be read back.
  func fields(
    of identifiers: [String], called name: String
  ) throws(DataError) -> [ArraySlice<UInt8>] {
    var fields: [ArraySlice<UInt8>] = []
    fields.reserveCapacity(identifiers.count)
    for identifier in identifiers {
      let bytes = Array(identifier.utf8)
      let field = separator == .comma ? CSVField.quoted(bytes) : bytes[...]
      if let fault = fault(of: bytes, writtenIn: field.count) {
        throw .invalidArgument(
          name: "\(name) '\(LineFailure.excerpt(bytes))'",
          requirement: "an identifier \(fault); choose another separator or identifier")
      }
      fields.append(field)
    }
    return fields
  }

  /// Why an identifier could not be read back, as the end of a sentence.
  private func fault(of bytes: [UInt8], writtenIn count: Int) -> String? {
    guard let first = bytes.first, let last = bytes.last else { return "cannot be empty" }
    if count > Self.longestField { return "cannot be longer than \(Self.longestField) bytes" }
    if bytes.contains(where: { $0 == 10 || $0 == 13 || $0 == 0 }) {
      return "cannot hold a line break or a NUL byte"
    }
    if separator == .comma { return nil }
    if FieldSplitter.isBlank(first) || FieldSplitter.isBlank(last) {
      return "cannot begin or end with a blank"
    }
    switch separator {
    case .tab where bytes.contains(9): return "cannot hold a tab, the separator"
    case .blanks where bytes.contains(where: FieldSplitter.isBlank):
      return "cannot hold a blank, the separator"
    case .doubleColon where zip(bytes, bytes.dropFirst()).contains { $0 == 58 && $1 == 58 }:
      return "cannot hold '::', the separator"
    case .doubleColon where first == 58 || last == 58:
      return "cannot begin or end with a colon beside the separator '::'"
    default: return nil
    }
  }
}
