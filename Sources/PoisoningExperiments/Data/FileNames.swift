internal import Tensor

/// File names made of identifiers.
enum FileNames {
  /// `name` with every byte escaped as `%XX` but ASCII letters, digits, `-`, `_` and inner dots.
  ///
  /// Different names stay different. A result longer than 120 characters is cut and ends in a hash
  /// of the whole name.
  static func escaped(_ name: String) -> String {
    var result = ""
    for (place, byte) in name.utf8.enumerated() {
      let scalar = Unicode.Scalar(byte)
      let isPlain =
        scalar.isASCII
        && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
          || scalar == "-" || scalar == "_" || (scalar == "." && place > 0))
      if isPlain {
        result.unicodeScalars.append(scalar)
      } else {
        result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    guard result.utf8.count > 120 else { return result }
    let hash = SeededGenerator.derivedSeed(0, name.utf8.map { UInt64($0) })
    return result.prefix(100) + "%" + String(hash, radix: 16)
  }
}
