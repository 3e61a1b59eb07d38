/// The part of Python's literals that occurs in the header of an NPY file.
enum PythonLiteral: Equatable {
  case string(String)
  case boolean(Bool)
  case integer(Int)
  case sequence([PythonLiteral])
  case dictionary([String: PythonLiteral])

  /// Reads one literal that fills `text`, blanks aside; `nil` if it is none.
  init?(_ text: String) {
    var parser = Parser(bytes: Array(text.utf8))
    guard let value = parser.value(depth: 0) else { return nil }
    parser.skipBlanks()
    guard parser.isAtEnd else { return nil }
    self = value
  }

  /// A recursive descent over the bytes.
  private struct Parser {
    let bytes: [UInt8]
    var position = 0

    /// How deep sequences may nest.
    private static let greatestDepth = 8

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    mutating func skipBlanks() {
      while position < bytes.count, " \n\t\r".utf8.contains(bytes[position]) { position += 1 }
    }

    /// Consumes `token` if it comes next.
    mutating func take(_ token: String) -> Bool {
      skipBlanks()
      guard bytes[position...].starts(with: token.utf8) else { return false }
      position += token.utf8.count
      return true
    }

    mutating func value(depth: Int) -> PythonLiteral? {
      guard depth < Self.greatestDepth else { return nil }
      if take("True") { return .boolean(true) }
      if take("False") { return .boolean(false) }
      if take("(") { return sequence(until: ")", depth) }
      if take("[") { return sequence(until: "]", depth) }
      if take("{") { return dictionary(depth) }
      if take("'") { return string(until: UInt8(ascii: "'")) }
      if take("\"") { return string(until: UInt8(ascii: "\"")) }
      return integer()
    }

    private mutating func string(until quote: UInt8) -> PythonLiteral? {
      guard let end = bytes[position...].firstIndex(of: quote) else { return nil }
      defer { position = end + 1 }
      return .string(String(decoding: bytes[position..<end], as: UTF8.self))
    }

    private mutating func integer() -> PythonLiteral? {
      let digits = bytes[position...].prefix { "-0123456789".utf8.contains($0) }
      guard let value = Int(String(decoding: digits, as: UTF8.self)) else { return nil }
      position = digits.endIndex
      _ = take("L")  // Python 2 wrote long integers so.
      return .integer(value)
    }

    private mutating func sequence(until end: String, _ depth: Int) -> PythonLiteral? {
      var values: [PythonLiteral] = []
      while !take(end) {
        guard let next = value(depth: depth + 1) else { return nil }
        values.append(next)
        if take(",") { continue }
        guard take(end) else { return nil }
        break
      }
      return .sequence(values)
    }

    private mutating func dictionary(_ depth: Int) -> PythonLiteral? {
      var entries: [String: PythonLiteral] = [:]
      while !take("}") {
        guard case .string(let key)? = value(depth: depth + 1), take(":"),
          let entry = value(depth: depth + 1), entries.updateValue(entry, forKey: key) == nil
        else { return nil }
        if take(",") { continue }
        guard take("}") else { return nil }
        break
      }
      return .dictionary(entries)
    }
  }
}
