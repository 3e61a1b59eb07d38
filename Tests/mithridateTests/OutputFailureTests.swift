import Foundation
import Testing

/// Output that cannot be written: one clear line, exit code 2, the old files as they were.
@Suite struct OutputFailureTests {
  let tool: Tool

  init() throws {
    tool = try Tool()
    try tool.write(Self.ratings, to: "r.tsv")
  }

  /// Ratings of 40 users, so that every output is longer than a block.
  static let ratings: String = {
    var lines = ""
    for user in 0..<40 {
      for item in 0..<20 where item == 0 || (user * 7 + item * 5) % 11 < 6 {
        lines += "user-\(user)\titem-\(item)\t\(1 + (user + 2 * item) % 5)\n"
      }
    }
    return lines
  }()

  /// A command for each kind of output, the name of which is to follow.
  static let fileCommands = [
    "recommend --ratings r.tsv --rank 3 --sweeps 3 --out ",
    "attack --ratings r.tsv --target item-3 --attack popular --size 1 --fillers 9 --out ",
    "dataset convert --ratings r.tsv --format comma --out ",
    "dataset synthesize --users 60 --items 50 --rating-count 900 --out ",
  ]
  static let folderCommands = [
    "fit --ratings r.tsv --rank 30 --sweeps 3 --out ",
    "audit --ratings r.tsv --rank 3 --sweeps 3 --fillers 9 --target-count 1 --attacks popular "
      + "--sizes 1 --out ",
  ]

  @Test(arguments: fileCommands) func aFullDeviceIsNamed(command: String) throws {
    let before = try tool.files()
    let run = try tool.run(command + "/dev/full")
    run.expectFailure("/dev/full", "no space left on the device")
    #expect(try tool.files() == before)
  }

  @Test(arguments: fileCommands) func aFileThatOutgrowsItsLimitStaysAsItWas(
    command: String
  ) throws {
    try tool.write("old", to: "o")
    let before = try tool.files()
    let run = try tool.shell("ulimit -f 1; tool \(command) o")
    run.expectFailure("o: ", "larger than is allowed")
    #expect(try tool.files() == before)
  }

  @Test(arguments: folderCommands) func aFolderWhoseFilesOutgrowTheirLimitStaysAsItWas(
    command: String
  ) throws {
    try tool.shell("ulimit -f 1; tool \(command) new")
      .expectFailure("new/", "larger than is allowed")
    let left = try tool.files().keys
    #expect(left.allSatisfy { !$0.contains("partial") && !$0.hasSuffix(".npy") })
    let good = command.replacingOccurrences(of: "--rank 30", with: "--rank 2")
    #expect(try tool.run(good + "o").status == 0)
    let before = try tool.files()
    if command.hasPrefix("audit") {
      // With its cells in place an audit has only its results to write.
      try tool.write("old", to: "o/results.json")
    }
    let run = try tool.shell("ulimit -f 1; tool \(command) o")
    run.expectFailure("o/", "larger than is allowed")
    var after = try tool.files()
    if command.hasPrefix("audit") {
      #expect(after["o/results.json"] == Data("old".utf8))
      after["o/results.json"] = before["o/results.json"]
    }
    #expect(after == before)
  }

  static let printing = [
    "--help", "dataset info --ratings r.tsv", "dataset info --ratings r.tsv --json",
    "fit --ratings r.tsv --rank 2 --sweeps 2 --out f",
    "audit --ratings r.tsv --rank 2 --sweeps 2 --fillers 3 --target-count 1 --sizes 0.1",
    "audit --ratings r.tsv --rank 2 --sweeps 2 --fillers 3 --target-count 1 --sizes 0.1 --json",
  ]

  @Test(arguments: printing) func fullStandardOutputIsAnError(command: String) throws {
    let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
    try tool.run(command, standardOutput: full)
      .expectFailure("standard output", "no space left on the device")
  }

  @Test(arguments: printing) func outputThatNobodyReadsIsAnError(command: String) throws {
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    try tool.run(command, standardOutput: pipe.fileHandleForWriting)
      .expectFailure("standard output", "nobody reads it any more")
  }

  @Test(arguments: printing) func closedStandardOutputIsAnError(command: String) throws {
    try tool.shell("tool \(command) >&-").expectFailure("standard output", "closed")
  }

  @Test func messagesDoNotEndUpInTheFileThatIsWritten() throws {
    let command = "dataset convert --ratings r.tsv --out "
    #expect(try tool.run(command + "open.tsv").status == 0)
    #expect(try tool.shell("tool \(command) closed.tsv <&- >&- 2>&-").status == 0)
    #expect(try tool.read("closed.tsv") == tool.read("open.tsv"))
  }
}

extension Tool.Run {
  /// Expects exit code 2 and one message, the last line, that names `path` and `reason`.
  func expectFailure(
    _ path: String, _ reason: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(status == 2, sourceLocation: sourceLocation)
    let lines = error.split(separator: "\n")
    let last = lines.last ?? ""
    #expect(last.hasPrefix("mithridate: error: "), sourceLocation: sourceLocation)
    #expect(last.contains(path) && last.contains(reason), "\(last)", sourceLocation: sourceLocation)
    #expect(lines.count { $0.hasPrefix("mithridate: ") } == 1, sourceLocation: sourceLocation)
    #expect(!error.contains("Fatal"), sourceLocation: sourceLocation)
  }
}
