import RecommenderData
import Tensor
import Testing

@Suite struct DuplicatePolicyTests {
  let folder: TemporaryFolder
  /// One pair twice the same, one with three ratings of which two agree, two conflicts of two.
  let text = "a x 3\nb x 4\na x 3\nb y 5\nb x 4\nc x 1\nb y 5\nc x 2\nb y 2\n"

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: [
    (DuplicatePolicy.first, 5.0, 1.0), (.last, 2, 2), (.mean, 4, 1.5),
  ])
  func resolvesConflicts(_ policy: DuplicatePolicy, ofB: Double, ofC: Double) throws {
    let (ratings, report) = try RatingReader(duplicates: policy).read([folder.file("r", text)])
    #expect(
      ratings.named == [
        NamedRating("a", "x", 3), NamedRating("b", "x", 4), NamedRating("b", "y", ofB),
        NamedRating("c", "x", ofC),
      ])
    #expect(report.identicalRepeats == 2 && report.conflictsResolved == 2)
    #expect(report.ratings == 4)
    #expect(ratings.byItem == ratings.byUser.transposed)
  }

  @Test func collapsesIdenticalRepeatsUnderEveryPolicy() throws {
    for policy in DuplicatePolicy.allCases {
      let (ratings, report) = try RatingReader(duplicates: policy)
        .read([folder.file("r", "a x 3\na y 4\na x 3.0\n")])
      #expect(ratings.count == 2 && report.identicalRepeats == 1)
      #expect(report.conflictsResolved == 0)
    }
  }

  @Test func isAnErrorByDefaultAtTheFirstContradiction() throws {
    let path = try folder.file("r", text)
    #expect(
      throws: DataError.conflictingRatings(
        path: path, line: 8, reason: "user 'c' rates item 'x' 2, but 1 in line 6")
    ) { try RatingReader().read([path]) }
  }

  /// Random lines against a dictionary.
  @Test(arguments: 1...3) func agreesWithADictionary(_ seed: Int) throws {
    var rng = SeededGenerator(seed: UInt64(seed))
    var groups: [[String]: [Double]] = [:]
    var text = ""
    for _ in 0..<600 {
      let pair = ["u\(rng.nextIndex(below: 20))", "i\(rng.nextIndex(below: 20))"]
      let value = Double(1 + rng.nextIndex(below: 5))
      groups[pair, default: []].append(value)
      text += "\(pair[0])\t\(pair[1])\t\(value)\n"
    }
    let path = try folder.file("r", text)
    let rules: [(DuplicatePolicy, ([Double]) -> Double)] = [
      (.first, { $0[0] }), (.last, { $0[$0.count - 1] }),
      (.mean, { $0.reduce(0, +) / Double($0.count) }),
    ]
    for (policy, rule) in rules {
      let (ratings, report) = try RatingReader(duplicates: policy).read([path])
      let expected = groups.map { NamedRating($0.key[0], $0.key[1], rule($0.value)) }
      #expect(ratings.named == expected.sorted())
      let isConflict = { (group: [Double]) in Set(group).count > 1 }
      #expect(report.conflictsResolved == groups.values.count(where: isConflict))
      #expect(
        report.identicalRepeats
          == groups.values.reduce(0) { $0 + (isConflict($1) ? 0 : $1.count - 1) })
    }
  }
}
