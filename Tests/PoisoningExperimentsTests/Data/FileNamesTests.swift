import Testing

@testable import PoisoningExperiments

@Suite struct FileNamesTests {
  @Test func plainNamesStay() {
    #expect(FileNames.escaped("popular-17-0.005_x") == "popular-17-0.005_x")
  }

  @Test func otherBytesAreEscaped() {
    #expect(FileNames.escaped("a/b c") == "a%2Fb%20c")
    #expect(FileNames.escaped("..") == "%2E.")
    #expect(FileNames.escaped("%2F") == "%252F")
    #expect(FileNames.escaped("é\t") == "%C3%A9%09")
  }

  @Test func longNamesAreCutAndStayDifferent() {
    let names = (0..<3).map { FileNames.escaped(String(repeating: "a", count: 500) + "\($0)") }
    #expect(Set(names).count == 3)
    #expect(names.allSatisfy { $0.utf8.count <= 120 })
  }
}
