import RecommenderData
import Tensor
import Testing

@testable import PoisoningDetection

@Suite struct PCADetectorTests {
  @Test func scoresAreThoseOfADenseDecomposition() throws {
    let ratings = try referenceRatings()
    for seed: UInt64 in [1, 2, 3] {
      let found = try PCADetector(flagged: .count(5), seed: seed).detect(in: ratings)
      for (score, expected) in zip(found.scores, ReferenceDigits.loadings.joined()) {
        #expect(abs(score + expected) <= 1e2 * PrincipalComponents.tolerance)
      }
      let last = Array(ReferenceDigits.loadings.joined()).enumerated().sorted {
        $0.element < $1.element
      }
      #expect(Set(found.flaggedUsers) == Set(last.prefix(5).map(\.offset)))
    }
  }

  @Test func productsAreThoseOfTheDenseMatrix() throws {
    let ratings = try tasteMatrix()
    let standardized = StandardizedUsers(ratings, parallelism: .serial)
    let identity = Matrix<Double>.identity(ratings.itemCount)
    let dense = standardized.times(identity)
    for user in 0..<ratings.userCount {
      let row = dense.row(user)
      let squares = row.reduce(0) { $0 + $1 * $1 }
      let tolerance = 1e2 * Double.ulpOfOne * Double(ratings.itemCount)
      #expect(abs(row.reduce(0, +)) <= tolerance)
      #expect(abs(squares - Double(ratings.itemCount)) <= tolerance)
    }
    let users = Matrix<Double>.identity(ratings.userCount)
    #expect(
      standardized.transposedTimes(users).isApproximatelyEqual(to: dense.transposed))
  }

  /// The area under the curve for fake users of a target and 20 fillers at about the items' means.
  ///
  /// - Parameter areCopies: Whether all fake users are one, or each has items of its own.
  private func area(tastes: Int, fakes: Int, areCopies: Bool) throws -> Double {
    let ratings = try tasteMatrix(users: 300, items: 400, tastes: tastes)
    var rng = SeededGenerator(seed: 9)
    var profiles: [FakeProfile] = []
    for _ in 0..<fakes {
      if areCopies, let first = profiles.first {
        profiles.append(first)
        continue
      }
      let fillers = RandomSampling.indices(20, from: 399, using: &rng).map { item in
        let value = ratings.itemStatistics.means[item] + 0.5 * rng.nextNormal()
        return (item: item, value: RatingScale.fiveStars.nearest(to: value))
      }
      profiles.append(FakeProfile([(item: 399, value: 5.0)] + fillers))
    }
    let poisoned = try ratings.injecting(profiles)
    let result = try PCADetector(flagged: .count(fakes)).detect(in: poisoned)
    return try #require(DetectionQuality(of: result, in: poisoned).areaUnderCurve)
  }

  @Test func plantedProfilesAreFlaggedFirst() throws {
    #expect(try area(tastes: 3, fakes: 10, areCopies: false) > 0.9)
    #expect(try area(tastes: 3, fakes: 3, areCopies: true) > 0.9)
  }

  /// What the method cannot see: a group whose variance is that of a component is one.
  @Test func copiesInNumbersAreAComponentOfTheirOwn() throws {
    #expect(try area(tastes: 1, fakes: 30, areCopies: true) < 0.1)
  }

  @Test func threadsChangeNoBit() throws {
    let ratings = try SyntheticRatings.Preset.small.configuration.generate()
    let one = try PCADetector(flagged: .share(0.1), parallelism: .serial).detect(in: ratings)
    for threads in [2, 3, 8] {
      let found = try PCADetector(
        flagged: .share(0.1), parallelism: Parallelism(threads: threads)
      ).detect(in: ratings)
      #expect(found == one)
    }
  }

  @Test func componentsAreOrthonormalAndExact() throws {
    let ratings = try SyntheticRatings.Preset.small.configuration.generate()
    let standardized = StandardizedUsers(ratings, parallelism: .automatic)
    var rng = SeededGenerator(seed: 4)
    let found = try PrincipalComponents(of: standardized, count: 4, using: &rng)
    #expect(found.residual <= PrincipalComponents.tolerance)
    let gram = found.vectors.transposedTimes(found.vectors)
    #expect(gram.isApproximatelyEqual(to: .identity(4)))
    let dense = try SVD(standardized.times(.identity(ratings.itemCount)))
    for (value, expected) in zip(found.singularValues, dense.singularValues) {
      #expect(abs(value - expected) <= PrincipalComponents.tolerance * dense.singularValues[0])
    }
  }

  @Test func usersWithoutRatingsAreTheLeastSuspicious() throws {
    let ratings = try matrix([
      [5, 3, 0, 1], [0, 0, 0, 0], [1, 3, 5, 4], [4, 4, 4, 4], [2, 0, 0, 5],
    ])
    let result = try PCADetector(components: 2, flagged: .count(1)).detect(in: ratings)
    #expect(result.scores[1] == -1)
    // A row without variance loads on nothing.
    #expect(abs(result.scores[3]) <= Double.ulpOfOne && result.flaggedUsers == [3])
  }

  @Test func ratingsWithoutVarianceLoadOnNothing() throws {
    let ratings = try matrix([[4, 4], [4, 4], [2, 2]])
    let result = try PCADetector(components: 2, flagged: .count(0)).detect(in: ratings)
    #expect(result.scores == [0, 0, 0] && result.flaggedUsers.isEmpty)
    let one = try matrix([[4, 0, 1]])
    let alone = try PCADetector(components: 1, flagged: .share(1)).detect(in: one)
    #expect(abs(alone.scores[0] + 1) <= 8 * Double.ulpOfOne && alone.flaggedUsers == [0])
  }

  @Test func rejectsWhatCannotBeDone() throws {
    let ratings = try matrix([[5, 3, 1], [1, 2, 0]])
    func error(_ detector: PCADetector) -> DetectionError? {
      do throws(DetectionError) {
        _ = try detector.detect(in: ratings)
        return nil
      } catch { return error }
    }
    let few = PCADetector(components: 3, flagged: .count(1))
    #expect(error(few) == .tooFew(what: "users", needed: 3, found: 2))
    let none = PCADetector(components: 0, flagged: .count(1))
    #expect(error(none) == .invalidOption(name: "components", requirement: "0 is not at least 1"))
    let many = PCADetector(components: 1, flagged: .count(3))
    #expect(error(many) == .tooFew(what: "users", needed: 3, found: 2))
    for amount in [FlaggedAmount.count(-1), .share(-0.1), .share(1.5), .share(.nan)] {
      guard
        case .invalidOption(let name, _) = error(
          PCADetector(components: 1, flagged: amount))
      else {
        Issue.record("\(amount) is taken")
        continue
      }
      #expect(name == "flagged")
    }
    let empty = try RatingMatrix(userCount: 0, itemCount: 0, ratings: [], scale: .fiveStars)
    #expect(throws: DetectionError.tooFew(what: "users", needed: 3, found: 0)) {
      try PCADetector(flagged: .count(0)).detect(in: empty)
    }
  }
}
