import Foundation
import RecommenderData
import Testing

@Suite struct AtomicFileTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func writesAndReplaces() throws {
    try AtomicFile.write("one\n", to: folder.file("a"))
    #expect(try folder.text("a") == "one\n")
    try AtomicFile.write([0, 255], to: folder.file("a"))
    #expect(try folder.bytes("a") == [0, 255])
    try AtomicFile.write("", to: folder.file("a"))
    #expect(try folder.bytes("a") == [])
    #expect(try folder.names == ["a"])
  }

  @Test func followsLinks() throws {
    try AtomicFile.write("old", to: folder.file("target"))
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("link"), withDestinationPath: folder.file("target"))
    try AtomicFile.write("new", to: folder.file("link"))
    #expect(try folder.text("target") == "new")
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: folder.file("link"))
        == folder.file("target"))
  }

  @Test func writesStraightToWhatIsNoRegularFile() throws {
    try AtomicFile.write("gone", to: "/dev/null")
    let type = try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type]
    #expect(type as? FileAttributeType == .typeCharacterSpecial)
  }

  @Test func namesPathAndReason() throws {
    let path = folder.file("none/a")
    #expect(
      throws: DataError.file(path: path, reason: "there is no folder \(folder.file("none"))")
    ) { try AtomicFile.write("x", to: path) }
    #expect(throws: DataError.file(path: folder.path, reason: "is a directory")) {
      try AtomicFile.write("x", to: folder.path)
    }
    #expect(throws: DataError.self) { try AtomicFile.write("x", to: "") }
    let long = folder.file(String(repeating: "x", count: 300))
    #expect(throws: DataError.self) { try AtomicFile.write("x", to: long) }
    #expect(try folder.names == [])
  }

  @Test(.enabled(if: getuid() != 0, "a superuser may write everywhere"))
  func leavesTheOldFileOnFailure() throws {
    try AtomicFile.write("old", to: folder.file("a"))
    try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: folder.path)
    #expect(
      throws: DataError.file(
        path: folder.file("a"), reason: "cannot be written: permission denied")
    ) { try AtomicFile.write("new", to: folder.file("a")) }
    #expect(try folder.text("a") == "old")
    #expect(try folder.names == ["a"])
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path)
  }
}
