import Foundation

/// Hands measurements to the scripts that make tables of them: a JSON object a line.
public enum Report {
  /// Prints one object on standard output at once.
  public static func write(_ measurement: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var line = try encoder.encode(measurement)
    line.append(10)
    try FileHandle.standardOutput.write(contentsOf: line)
  }
}
