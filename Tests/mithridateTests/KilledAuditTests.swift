import Foundation
import Testing

/// An audit that ends in the middle of its grid without a chance to tidy up.
@Suite struct KilledAuditTests {
  let tool: Tool
  /// Refits that last some hundredths of a second, so that the kill comes in time.
  #if DEBUG
    static let sweeps = 200
  #else
    static let sweeps = 3000
  #endif
  /// 15 cells that are the clean fit and 30 that take a refit each.
  let command =
    "audit --ratings r.tsv --rank 3 --sweeps \(sweeps) --tolerance 0 --fillers 3 --sizes "
    + "0.1,0.2,0.3,0.4,0.5 --target-count 3 --attacks none,random,popular --json --out "

  init() throws {
    tool = try Tool()
    try tool.write(Tool.ratings, to: "r.tsv")
  }

  /// The finished cells below a folder, by name.
  private func cells(_ folder: String) throws -> [String: Data] {
    try tool.files().filter { $0.key.hasPrefix(folder + "/") && $0.key.hasSuffix(".cell.json") }
  }

  /// The number of finished cells, without reading them.
  private func cellCount(_ folder: String) -> Int {
    let path = tool.folder.appendingPathComponent(folder + "/cells").path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.count { $0.hasSuffix(".cell.json") }
  }

  /// Starts the audit and kills it once it has `count` cells.
  private func kill(at count: Int, _ folder: String) throws {
    let process = try tool.start(
      (command + folder).split(separator: " ").map(String.init),
      output: FileHandle.nullDevice, error: FileHandle.nullDevice)
    while process.isRunning, cellCount(folder) < count { usleep(200) }
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal)
    #expect(process.terminationStatus == SIGKILL)
  }

  @Test func goesOnWithTheSameResult() throws {
    let whole = try tool.run(command + "whole")
    let all = try cells("whole")
    #expect(all.count == 45)
    var kept: [String: Data] = [:]
    for count in [4, 17, 24] {
      try kill(at: count, "broken")
      let found = try cells("broken")
      #expect((count..<45).contains(found.count), "killed in the middle, not at \(found.count)")
      // What earlier runs had computed is what it was, to the byte.
      #expect(kept.allSatisfy { found[$0.key] == $0.value })
      for (name, cell) in found {
        #expect((try? JSONSerialization.jsonObject(with: cell)) != nil, "\(name) is not whole")
      }
      kept = found
    }
    let resumed = try tool.run(command + "broken")
    #expect(resumed.status == 0)
    #expect(try resumed.timelessJSON() == whole.timelessJSON())
    let found = try cells("broken")
    #expect(found.count == 45)
    #expect(kept.allSatisfy { found[$0.key] == $0.value })
    // Nothing is there but what is in a folder that was never broken off.
    let names = try tool.files().keys
    func below(_ folder: String) -> Set<Substring> {
      Set(names.filter { $0.hasPrefix(folder + "/") }.map { $0.dropFirst(folder.count) })
    }
    #expect(below("broken") == below("whole"))
  }

  @Test func removesWhatAKilledProcessWasWriting() throws {
    let command = "audit --ratings r.tsv --rank 2 --fillers 3 --sizes 0.2 --target-count 1 --out o"
    #expect(try tool.run(command).status == 0)
    let before = try tool.files()
    for folder in ["o", "o/cells", "o/profiles"] {
      try tool.write("{\"half", to: folder + "/.mithridate-4194304-1.partial")
    }
    #expect(try tool.run(command).status == 0)
    #expect(try tool.files().keys == before.keys)
  }
}
