import Foundation
import Testing

@testable import Tensor

@Suite struct BinaryFileTests {
  @Test func namesTheFileAndTheReason() {
    #expect(throws: TensorError.file(path: "/dev/full", reason: "no space left on the device")) {
      try BinaryFile(writing: "/dev/full").write([1, 2, 3])
    }
    #expect(throws: TensorError.file(path: "output", reason: "it is closed")) {
      try BinaryFile(duplicating: 4321, path: "output").write([1])
    }
  }

  @Test func aFailedReplacementLeavesTheOldFileAlone() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a"
      try BinaryFile.replace(path) { file throws(TensorError) in try file.write([1]) }
      let failure = TensorError.file(path: path, reason: "for a test")
      #expect(throws: failure) {
        try BinaryFile.replace(path) { file throws(TensorError) in
          try file.write([2])
          throw failure
        }
      }
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data([1]))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a"])
    }
  }

  @Test func aReplacementKeepsThePermissions() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a"
      try BinaryFile.replace(path) { file throws(TensorError) in try file.write([1]) }
      try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
      try BinaryFile.replace(path) { file throws(TensorError) in try file.write([2]) }
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
      #expect(mode as? Int == 0o640)
    }
  }

  @Test func namesOfAnyLengthCanBeReplaced() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/" + String(repeating: "x", count: 255)
      try BinaryFile.replace(path) { file throws(TensorError) in try file.write([1]) }
      #expect(FileManager.default.fileExists(atPath: path))
    }
  }
}
