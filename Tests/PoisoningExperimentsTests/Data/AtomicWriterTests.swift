import Foundation
import Testing

@testable import PoisoningExperiments

@Suite struct AtomicWriterTests {
  @Test func writesIntoNewFoldersAndReplaces() throws {
    try withFolder { folder in
      let url = folder.appending(path: "a/b.txt")
      try AtomicWriter.write(Data("one".utf8), to: url)
      try AtomicWriter.write(Data("2".utf8), to: url)
      #expect(try Data(contentsOf: url) == Data("2".utf8))
      #expect(files(in: folder.appending(path: "a"), endingIn: "") == ["b.txt"])
    }
  }

  @Test func saysWhatCannotBeWritten() throws {
    try withFolder { folder in
      try AtomicWriter.write(Data(), to: folder.appending(path: "file"))
      let error = #expect(throws: ExperimentError.self) {
        try AtomicWriter.write(Data(), to: folder.appending(path: "file/below"))
      }
      let path = folder.appending(path: "file").path
      #expect(
        error == .file(path: path, reason: "the folder cannot be created: a file is in its place"))
    }
  }
}
