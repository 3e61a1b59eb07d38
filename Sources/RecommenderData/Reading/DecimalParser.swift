/// Reads ratings out of bytes.
enum DecimalParser {
  /// Exact powers of ten up to the longest fraction of the fast path.
  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
  ]

  /// The decimal number in `bytes[range]`, correctly rounded.
  ///
  /// Up to 15 digits with a sign and a point are computed here: both the digits and the power of
  /// ten are exact, so their quotient is the nearest number. Longer numbers and exponents go through
  /// the standard library.
  ///
  /// - Returns: `nil` if it is no number; NaN and infinity are returned as such, in the spellings
  ///   `nan`, `inf`, `infinity` in any case.
  static func parse(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Double? {
    var position = range.lowerBound
    let end = range.upperBound
    var isNegative = false
    if position < end, bytes[position] == UInt8(ascii: "-") || bytes[position] == UInt8(ascii: "+")
    {
      isNegative = bytes[position] == UInt8(ascii: "-")
      position += 1
    }
    var digits = 0
    var mantissa: Int64 = 0
    var pointPosition = -1
    while position < end {
      let digit = bytes[position] &- UInt8(ascii: "0")
      if digit < 10 {
        digits += 1
        if digits > 15 { return general(bytes, range) }
        mantissa = mantissa &* 10 &+ Int64(digit)
      } else if bytes[position] == UInt8(ascii: "."), pointPosition < 0 {
        pointPosition = digits
      } else {
        return general(bytes, range)
      }
      position += 1
    }
    guard digits > 0 else { return nil }
    var value = Double(mantissa)
    if pointPosition >= 0 { value /= powersOfTen[digits - pointPosition] }
    return isNegative ? -value : value
  }

  /// The decimal number in `bytes[range]`, the field of this name, if it is finite.
  ///
  /// - Throws: What is wrong with the field.
  static func finite(
    _ bytes: Span<UInt8>, _ range: Range<Int>, called name: String
  ) throws(LineFailure) -> Double {
    if let value = parse(bytes, range), value.isFinite { return value }
    guard !range.isEmpty else { throw LineFailure("the \(name) is empty") }
    let fault = parse(bytes, range) == nil ? "a number" : "finite"
    let text = LineFailure.excerpt(range.map { bytes[$0] })
    throw LineFailure("the \(name) '\(text)' is not \(fault)")
  }

  /// Whatever the fast path leaves: exponents, long numbers, NaN and infinity.
  private static func general(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Double? {
    var text = ""
    for position in range {
      guard bytes[position] > 0x20, bytes[position] < 0x7f else { return nil }
      text.unicodeScalars.append(Unicode.Scalar(bytes[position]))
    }
    let lowercase = text.lowercased()
    let isNumeral = lowercase.allSatisfy { "0123456789+-.e".contains($0) }
    let unsigned = lowercase.drop { $0 == "+" || $0 == "-" }
    guard isNumeral || ["nan", "inf", "infinity"].contains(unsigned) else { return nil }
    return Double(lowercase)
  }
}
