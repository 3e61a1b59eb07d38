import PoisoningDetection
import RecommenderData
import Tensor
import Testing

@Suite struct UserFeaturesTests {
  /// Rounding of a few dozen additions of numbers of this size.
  private func isNear(_ left: Double, _ right: Double) -> Bool {
    abs(left - right) <= 64 * Double.ulpOfOne * max(1, abs(right))
  }

  @Test func allFeaturesAreThoseOfNumPy() throws {
    let found = try UserFeatures(of: referenceRatings(), features: UserFeature.allCases)
    #expect(found.userCount == ReferenceDigits.features.count)
    for (user, row) in ReferenceDigits.features.enumerated() {
      for (feature, expected) in zip(UserFeature.allCases, row) {
        #expect(
          isNear(found[user: user, feature], expected), "\(feature.rawValue) of user \(user)")
      }
    }
  }

  @Test func standardFeaturesAreSixInOrder() throws {
    let found = UserFeatures(of: try referenceRatings())
    #expect(found.names == ["rdma", "wdma", "wda", "tmf", "fmtd", "meanVar"])
    #expect(found.values.rows == 40 && found.values.columns == 6)
    #expect(try found == UserFeatures(of: referenceRatings(), features: .standard))
    #expect(found[user: 7] == (0..<6).map { found.values[7, $0] })
  }

  @Test func anyOrderOfFeaturesIsThatOfTheColumns() throws {
    let ratings = try referenceRatings()
    let all = try UserFeatures(of: ratings, features: UserFeature.allCases)
    let some = try UserFeatures(of: ratings, features: [.lengthVariance, .tmf, .degSim])
    for user in 0..<40 {
      #expect(some[user: user] == some.features.map { all[user: user, $0] })
    }
  }

  @Test func fakeUsersCountLikeAllOthers() throws {
    let ratings = try matrix([[5, 2, 5], [4, 4, 0], [3, 0, 0]])
    let profile = FakeProfile([(item: 0, value: 5.0), (item: 1, value: 3.0)])
    let known = try matrix([[5, 2, 5], [4, 4, 0], [3, 0, 0], [5, 3, 0]])
    #expect(try UserFeatures(of: ratings.injecting([profile])) == UserFeatures(of: known))
  }

  @Test func usersWithoutRatingsHaveZeroInAll() throws {
    let ratings = try matrix([[0, 0, 0], [4, 4, 5], [0, 0, 0], [3, 0, 0]])
    let found = try UserFeatures(of: ratings, features: UserFeature.allCases)
    for user in [0, 2] { #expect(found[user: user].allSatisfy { $0 == 0 }) }
    #expect(found.values.isFinite)
  }

  @Test func emptyRatingsHaveEmptyOrZeroFeatures() throws {
    for (users, items) in [(0, 0), (0, 3), (3, 0), (3, 3)] {
      let ratings = try RatingMatrix(
        userCount: users, itemCount: items, ratings: [], scale: .fiveStars)
      let found = try UserFeatures(of: ratings, features: UserFeature.allCases)
      #expect(found.values.rows == users && found.values.columns == 10)
      #expect(found.values.withSpan { span in span.indices.allSatisfy { span[$0] == 0 } })
    }
  }

  @Test func threadsChangeNoBit() throws {
    let ratings = try SyntheticRatings.Preset.small.configuration.generate()
    let one = try UserFeatures(of: ratings, features: UserFeature.allCases, parallelism: .serial)
    for threads in [2, 3, 8] {
      let found = try UserFeatures(
        of: ratings, features: UserFeature.allCases, parallelism: Parallelism(threads: threads))
      #expect(found == one)
    }
  }

  @Test func rejectsNoFeatureAndOneTwice() throws {
    let ratings = try referenceRatings()
    #expect(
      throws: DetectionError.invalidOption(
        name: "features", requirement: "at least one is needed")
    ) { try UserFeatures(of: ratings, features: []) }
    #expect(
      throws: DetectionError.invalidOption(
        name: "features", requirement: "tmf is there twice")
    ) { try UserFeatures(of: ratings, features: [.tmf, .wda, .tmf]) }
  }

  @Test func csvQuotesIdentifiersAndKeepsEveryDigit() throws {
    let ratings = try RatingMatrix(
      userCount: 2, itemCount: 2,
      ratings: [Rating(user: 0, item: 0, value: 5), Rating(user: 0, item: 1, value: 2)],
      scale: .fiveStars, userIdentifiers: ["a,\"b\"", "c"])
    let found = UserFeatures(of: ratings)
    #expect(
      found.csv(identifiersFrom: ratings)
        == "user,rdma,wdma,wda,tmf,fmtd,meanVar\n\"a,\"\"b\"\"\",0.0,0.0,0.0,1.0,3.0,0.0\n"
        + "c,0.0,0.0,0.0,0.0,0.0,0.0\n")
    let reference = try referenceRatings()
    let features = UserFeatures(of: reference)
    let lines = features.csv(identifiersFrom: reference).split(separator: "\n").dropFirst()
    for (user, line) in lines.enumerated() {
      #expect(line.split(separator: ",").dropFirst().map { Double($0) } == features[user: user])
    }
  }

  @Test func otherRatingsHaveNoCSV() async {
    await #expect(processExitsWith: .failure) {
      _ = try UserFeatures(of: referenceRatings()).csv(identifiersFrom: matrix([[5]]))
    }
  }
}
