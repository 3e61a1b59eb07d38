import Foundation
import PoisoningExperiments
import RecommenderData
import Testing

@Suite struct ProfileFileTests {
  @Test func listsFakeUsersInOrderWithOriginalIdentifiers() throws {
    let ratings = try matrix([[1, 2, 3]], items: ["x", "say \"y\", z", "w"])
    let profiles = [FakeProfile([(1, 4.5), (0, 5.0)]), FakeProfile([(2, 1.0)])]
    let text = """
      user,item,rating
      fake-1,x,5
      fake-1,"say ""y"", z",4.5
      fake-2,w,1

      """
    #expect(ProfileFile.text(of: profiles, for: ratings) == text)
    try withFolder { folder in
      let url = folder.appending(path: "p.csv")
      try ProfileFile.write(profiles, for: ratings, to: url)
      #expect(try String(contentsOf: url, encoding: .utf8) == text)
    }
  }

  @Test func noProfileIsAHeader() throws {
    #expect(ProfileFile.text(of: [], for: try matrix([[1]])) == "user,item,rating\n")
  }
}
