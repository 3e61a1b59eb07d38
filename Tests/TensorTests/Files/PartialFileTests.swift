import Foundation
import Testing

@testable import Tensor

@Suite struct PartialFileTests {
  @Test func leftoversGoAndFilesBeingWrittenStay() throws {
    try withTemporaryFolder { folder in
      for name in [".mithridate-1-1.partial", "other.partial", ".mithridate-notes"] {
        try Data().write(to: URL(fileURLWithPath: folder + "/" + name))
      }
      try BinaryFile.replace(folder + "/a") { file throws(TensorError) in
        try file.write([1])
        PartialFile.removeLeftovers(in: folder)
      }
      let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(names.sorted() == [".mithridate-notes", "a", "other.partial"])
    }
  }

  @Test func aNameThatAnotherProcessLeftIsNotTaken() throws {
    try withTemporaryFolder { folder in
      let first = PartialFile.name(beside: folder + "/a")
      let digits = try #require(first.split(separator: "-").last?.split(separator: ".").first)
      let next = try #require(Int(digits)) + 1
      for number in next..<next + 50 {
        let name = "\(folder)/.mithridate-\(getpid())-\(number).partial"
        try Data().write(to: URL(fileURLWithPath: name))
      }
      try BinaryFile.replace(folder + "/a") { file throws(TensorError) in try file.write([1]) }
      #expect(FileManager.default.fileExists(atPath: folder + "/a"))
    }
  }

  @Test func aFolderThatIsNotThereIsNoMatter() {
    PartialFile.removeLeftovers(in: "/nowhere/at/all")
  }
}
