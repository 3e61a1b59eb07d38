import Foundation
import Testing

@testable import Tensor

@Suite struct SystemFailureTests {
  @Test func saysWhyInAFewWords() {
    #expect(SystemFailure.reason(ENOSPC) == "no space left on the device")
    #expect(SystemFailure.reason(EROFS) == "the file system is read-only")
    #expect(SystemFailure.reason(EISDIR) == "Is a directory")
  }

  @Test func tellsFoldersThatCanBeWrittenTo() throws {
    try withTemporaryFolder { folder in
      #expect(SystemFailure.refusal(ofFolder: folder) == nil)
      #expect(SystemFailure.refusal(ofFolder: folder + "/none") == "No such file or directory")
    }
  }
}
