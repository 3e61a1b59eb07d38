import Foundation
import Testing

/// Output to a file system that is full, or that may only be read.
///
/// It is one in memory, which only the superuser can make; ``OutputFailureTests`` has what everyone
/// can test.
@Suite(.enabled(if: SmallDisk.isPermitted, "only a superuser can mount a file system"))
struct FullDiskTests {
  let tool: Tool
  let disk: SmallDisk

  init() throws {
    tool = try Tool()
    try tool.write(OutputFailureTests.ratings, to: "r.tsv")
    disk = try SmallDisk(in: tool.folder)
  }

  /// Every command with the output to write, by the name of an old one.
  static let commands =
    OutputFailureTests.fileCommands.map { $0 + "disk/file" }
    + OutputFailureTests.folderCommands.map { $0 + "disk/folder" }

  /// Expects a run to fail for `reason` and to leave the disk as it was.
  private func expectFailure(_ command: String, _ reason: String) throws {
    let before = try tool.files()
    let run = try tool.run(command)
    run.expectFailure("disk/", reason)
    #expect(try tool.files() == before)
  }

  @Test(arguments: commands) func aFullDiskIsNamed(command: String) throws {
    try tool.write("old", to: "disk/file")
    try FileManager.default.createDirectory(
      at: tool.folder.appendingPathComponent("disk/folder"), withIntermediateDirectories: false)
    try disk.fill()
    try expectFailure(command, "no space left on the device")
  }

  @Test(arguments: commands) func aReadOnlyDiskIsNamed(command: String) throws {
    try tool.write("old", to: "disk/file")
    try disk.makeReadOnly()
    try expectFailure(command, "the file system is read-only")
  }
}

/// A file system of 64 KiB, mounted as `disk` in a folder; unmounted with this object.
final class SmallDisk {
  private let path: String

  /// Whether this process may mount file systems.
  static let isPermitted: Bool = {
    guard getuid() == 0, let folder = try? Tool() else { return false }
    return (try? SmallDisk(in: folder.folder)) != nil
  }()

  init(in folder: URL) throws {
    path = folder.appendingPathComponent("disk").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try Self.run("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", path])
  }

  deinit { try? Self.run("umount", ["-l", path]) }

  /// Leaves no free block.
  func fill() throws {
    let filling = URL(fileURLWithPath: path + "/filling")
    try Data().write(to: filling)
    let file = try FileHandle(forWritingTo: filling)
    for _ in 0..<16 { try? file.write(contentsOf: Data(count: 4096)) }
    try file.close()
  }

  /// Forbids writing.
  func makeReadOnly() throws {
    try Self.run("mount", ["-o", "remount,ro", path])
  }

  private static func run(_ command: String, _ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [command] + arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.fileWriteUnknown) }
  }
}
