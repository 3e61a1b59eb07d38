public import Foundation
internal import RecommenderData

/// The program that draws figures, run as a process of its own.
public struct Gnuplot: Sendable {
  /// The executable.
  public let executable: URL

  /// The gnuplot that a shell would run.
  ///
  /// - Parameter path: The folders to look in, separated by colons; by default those of `PATH`.
  /// - Throws: `ExperimentError.gnuplotMissing` if none of them has it.
  public init(path: String? = nil) throws(ExperimentError) {
    let path = path ?? ProcessInfo.processInfo.environment["PATH"] ?? ""
    for folder in path.split(separator: ":") {
      let candidate = URL(filePath: String(folder)).appending(path: "gnuplot")
      if FileManager.default.isExecutableFile(atPath: candidate.path) {
        executable = candidate
        return
      }
    }
    throw .gnuplotMissing
  }

  /// Runs the script at `script`, which is in `folder` and reads and writes files there by name.
  ///
  /// It runs on copies in a temporary folder; what it writes comes into `folder` only when all of
  /// it is there.
  ///
  /// - Parameters:
  ///   - script: The name of the script.
  ///   - inputs: The names of the files that it reads.
  ///   - outputs: The names of the files that it writes.
  ///   - folder: Where they are.
  /// - Throws: `ExperimentError.gnuplotFailed` with what gnuplot says, `.file` for a file that
  ///   cannot be read or written.
  func run(
    _ script: String, reading inputs: [String], writing outputs: [String], in folder: URL
  ) throws(ExperimentError) {
    let stage = FileManager.default.temporaryDirectory.appending(
      path: "mithridate-figure-\(UUID().uuidString)")
    try AtomicWriter.createFolder(stage)
    defer { try? FileManager.default.removeItem(at: stage) }
    do {
      for name in inputs + [script] {
        try FileManager.default.copyItem(
          at: folder.appending(path: name), to: stage.appending(path: name))
      }
    } catch {
      throw .file(path: folder.path, reason: FileFailure.reason(error))
    }
    let (status, message) = try run(script, in: stage)
    guard status == 0 else {
      throw .gnuplotFailed(status: status, message: message)
    }
    var drawn: [(name: String, data: Data)] = []
    for name in outputs {
      guard let data = FileManager.default.contents(atPath: stage.appending(path: name).path) else {
        throw .gnuplotFailed(status: status, message: "no \(name) was written; \(message)")
      }
      drawn.append((name, data))
    }
    for (name, data) in drawn { try AtomicWriter.write(data, to: folder.appending(path: name)) }
  }

  /// Runs a script and returns the exit status and what was written to standard error, in one line.
  private func run(
    _ script: String, in folder: URL
  ) throws(ExperimentError) -> (status: Int, message: String) {
    let process = Process()
    process.executableURL = executable
    process.arguments = [script]
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    let errors = Pipe()
    process.standardError = errors
    do {
      try process.run()
    } catch {
      throw .file(path: executable.path, reason: FileFailure.reason(error))
    }
    let output = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let message = String(decoding: output, as: UTF8.self).split(whereSeparator: \.isNewline)
      .map { $0.drop { $0 == " " } }.joined(separator: " ")
    return (Int(process.terminationStatus), message)
  }
}
