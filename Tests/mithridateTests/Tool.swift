import Foundation
import Testing

/// The built tool, run as a process of its own in a temporary folder.
final class Tool {
  /// What a run of the tool left.
  struct Run {
    let status: Int32
    let output: String
    let error: String
  }

  /// The folder that the tool runs in; removed with this object.
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("mithridate-\(UUID().uuidString)", isDirectory: true)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The executable, which the test runner is built beside.
  static let executable: URL = {
    var folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    while folder.path != "/" {
      let candidate = folder.appendingPathComponent("mithridate")
      if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
      folder = folder.deletingLastPathComponent()
    }
    return URL(fileURLWithPath: "mithridate")
  }()

  /// Starts the tool without waiting for it.
  func start(
    _ arguments: [String], output: Any, error: Any, executable: URL = Tool.executable
  ) throws -> Process {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardOutput = output
    process.standardError = error
    process.standardInput = FileHandle.nullDevice
    try process.run()
    return process
  }

  /// Runs the tool with arguments separated by blanks and waits for it.
  ///
  /// - Parameter standardOutput: Where its output goes; by default it is captured.
  func run(_ arguments: String, standardOutput: FileHandle? = nil) throws -> Run {
    try run(standardOutput: standardOutput) { output, error in
      try start(
        arguments.split(separator: " ").map(String.init), output: output, error: error)
    }
  }

  /// Runs a line of the shell, to which `tool` is the tool, and waits for it.
  func shell(_ line: String) throws -> Run {
    try run(standardOutput: nil) { output, error in
      try start(
        ["-c", "tool() { '\(Self.executable.path)' \"$@\"; }; " + line], output: output,
        error: error, executable: URL(fileURLWithPath: "/bin/sh"))
    }
  }

  private func run(
    standardOutput: FileHandle?, _ start: (FileHandle, FileHandle) throws -> Process
  ) throws -> Run {
    let names = (UUID().uuidString, UUID().uuidString)
    let captures = FileManager.default.temporaryDirectory
    let (output, error) = (
      captures.appendingPathComponent(names.0), captures.appendingPathComponent(names.1)
    )
    defer {
      try? FileManager.default.removeItem(at: output)
      try? FileManager.default.removeItem(at: error)
    }
    for file in [output, error] { try Data().write(to: file) }
    let process = try start(
      standardOutput ?? FileHandle(forWritingTo: output), FileHandle(forWritingTo: error))
    process.waitUntilExit()
    return Run(
      status: process.terminationStatus,
      output: try String(contentsOf: output, encoding: .utf8),
      error: try String(contentsOf: error, encoding: .utf8))
  }

  /// Writes a file into the folder.
  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: folder.appendingPathComponent(name))
  }

  /// Reads a file of the folder.
  func read(_ name: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }

  /// Every file below the folder, by its path from there, with its content.
  func files() throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      files[name] = try? Data(contentsOf: folder.appendingPathComponent(name))
    }
    return files
  }

  /// The names in the folder.
  func contents() throws -> Set<String> {
    Set(try FileManager.default.contentsOfDirectory(atPath: folder.path))
  }

  /// Ratings of 12 users on 9 items, about half of all pairs, as tab-separated lines.
  static let ratings: String = {
    var lines = ""
    for user in 0..<12 {
      for item in 0..<9 where (user * 7 + item * 5) % 11 < 6 {
        lines += "u\(user)\ti\(item)\t\(1 + (user + 2 * item) % 5)\n"
      }
    }
    return lines
  }()
}

extension Tool {
  /// Sequences of 60 users who go through 40 items in order, from different ones on.
  static let sequences = (0..<60).map { user in
    "u\(user) " + (0..<7).map { "i\((user * 3 + $0) % 40)" }.joined(separator: " ") + "\n"
  }.joined()
}

extension Tool.Run {
  /// The JSON that an audit printed, without the seconds of its cells.
  func timelessJSON() throws -> NSDictionary {
    var object = try #require(
      try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
    object["cells"] = try #require(object["cells"] as? [[String: Any]]).map { cell in
      cell.filter { !$0.key.hasPrefix("seconds") }
    }
    return object as NSDictionary
  }
}
