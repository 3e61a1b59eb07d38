import CMalloc
import Foundation

/// The memory of this process, as Linux counts it.
public enum PeakMemory {
  /// Returns freed memory to the system, then lets the peak begin anew where the process stands.
  ///
  /// - Returns: Whether the system allows it; else ``peak`` stays that of the whole life.
  @discardableResult
  public static func reset() -> Bool {
    malloc_trim(0)
    guard let file = FileHandle(forWritingAtPath: "/proc/self/clear_refs") else { return false }
    return (try? file.write(contentsOf: Data("5".utf8))) != nil
  }

  /// The bytes that are resident now.
  public static var resident: Int { status("VmRSS:") }

  /// The most bytes that were resident since the last reset, or ever.
  public static var peak: Int { status("VmHWM:") }

  private static func status(_ name: String) -> Int {
    guard let text = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix(name) }),
      let kibibytes = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first
    else { return 0 }
    return 1024 * (Int(kibibytes) ?? 0)
  }
}
