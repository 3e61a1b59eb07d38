import RecommenderData
import Tensor
import Testing

/// Digits from References/sequence_lengths.py.
@Suite struct KolmogorovSmirnovTestTests {
  /// Two samples and what SciPy makes of them.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let first: [Int]
    let second: [Int]
    let statistic: Double
    let exact: Double
    let limit: Double

    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "a few equal lengths", first: [5, 5, 6, 7, 9, 5], second: [5, 8, 8, 9, 15],
      statistic: 0.6333333333333333, exact: 0.15584415584415584, limit: 0.22399236227971764),
    Case(
      name: "many equal lengths", first: [5, 5, 5, 6, 6, 7, 8, 12, 30],
      second: [6, 9, 15, 15, 15, 15, 15, 15],
      statistic: 0.6527777777777778, exact: 0.02904154668860551, limit: 0.05413091733096922),
    Case(
      name: "three lengths", first: [1, 1, 1, 2], second: [1, 2, 2, 2, 3, 3, 3],
      statistic: 0.6071428571428572, exact: 0.11212121212121212, limit: 0.30511351524412883),
    Case(
      name: "one length", first: [4, 4, 4], second: [4, 4, 4, 4], statistic: 0, exact: 1, limit: 1),
    Case(
      name: "one after the other", first: [1, 2, 3], second: [7, 8, 9, 10], statistic: 1,
      exact: 0.05714285714285714, limit: 0.06486426873885241),
    Case(
      name: "all different", first: (1...40).map { 2 * (7 * $0 % 61) },
      second: (1...30).map { 2 * (11 * $0 % 97) + 1 },
      statistic: 0.32500000000000007, exact: 0.04346146636858811, limit: 0.05348786247628071),
    Case(
      name: "shifted", first: (0..<200).map { 2 * $0 }, second: (0..<180).map { 2 * ($0 + 60) + 1 },
      statistic: 0.305, exact: 2.733772366642892e-08, limit: 4.428400468635107e-08),
  ]

  @Test(arguments: cases)
  func agreesWithSciPy(_ sample: Case) throws {
    let exact = try KolmogorovSmirnovTest(sample.first, sample.second)
    let count = Double(sample.first.count + sample.second.count)
    #expect(exact.method == .exact)
    #expect(abs(exact.statistic - sample.statistic) <= 2 * .ulpOfOne)
    #expect(abs(exact.pValue - sample.exact) <= 8 * count * .ulpOfOne * sample.exact)
    let limit = try KolmogorovSmirnovTest(sample.first, sample.second, method: .asymptotic)
    #expect(limit.method == .asymptotic && limit.statistic == exact.statistic)
    // The exponent, up to 18, multiplies the rounding of the statistic.
    #expect(abs(limit.pValue - sample.limit) <= 100 * .ulpOfOne * sample.limit)
  }

  @Test func agreesWithRandomDivisionsOfManyLengths() throws {
    let first = (0..<400).map { 5 + $0 * $0 % 7 + ($0 % 13 == 0 ? 9 : 0) }
    let second = (0..<30).map { 6 + $0 * $0 % 7 }
    let test = try KolmogorovSmirnovTest(first, second)
    // 200,000 random divisions gave 0.03215, known to one standard error of 0.0004.
    let error = (0.0322 * (1 - 0.0322) / 200_000).squareRoot()
    #expect(abs(test.pValue - 0.032149839250803745) < 4 * error)
    let limit = try KolmogorovSmirnovTest(first, second, method: .asymptotic)
    #expect(abs(limit.pValue - 0.10894228710085008) < 1e3 * .ulpOfOne)
  }

  @Test func doesNotDependOnTheOrder() throws {
    for sample in Self.cases {
      let one = try KolmogorovSmirnovTest(sample.first, sample.second)
      let other = try KolmogorovSmirnovTest(sample.second, sample.first.reversed())
      #expect(one.statistic == other.statistic)
      #expect(abs(one.pValue - other.pValue) <= 1e3 * .ulpOfOne * one.pValue)
    }
  }

  /// Under the null hypothesis a p-value is at most α with a probability of at most α.
  @Test func rejectsEqualDistributionsAsRarelyAsItSays() throws {
    var rng = SeededGenerator(seed: 5)
    var rejections = 0
    for _ in 0..<1_000 {
      let (first, second) = (
        (0..<60).map { _ in rng.nextIndex(below: 6) }, (0..<25).map { _ in rng.nextIndex(below: 6) }
      )
      if try KolmogorovSmirnovTest(first, second).pValue <= 0.1 { rejections += 1 }
    }
    // At most 100 are expected, three standard errors more are allowed.
    #expect(rejections > 20 && rejections < 129)
  }

  @Test func largeSamplesTakeTheLimitLaw() throws {
    let sample = (0..<40_000).map { $0 % 50 }
    let test = try KolmogorovSmirnovTest(sample, sample.map { $0 + $0 % 2 })
    #expect(test.method == .asymptotic)
    #expect(test.pValue < 1e-6)
  }

  /// Of all ways to divide so many lengths apart in two there are two: 2 / C(n + m, m) is the p-value.
  @Test(arguments: [(20, 20), (300, 40), (4_000, 60)])
  func samplesApartHaveTheLeastPValue(large: Int, small: Int) throws {
    let test = try KolmogorovSmirnovTest((1...large).map { $0 }, (1...small).map { $0 + large })
    var expected = 2.0
    for k in 1...small { expected *= Double(k) / Double(large + k) }
    #expect(test.statistic == 1)
    #expect(abs(test.pValue - expected) <= 8 * Double(large + small) * .ulpOfOne * expected)
  }

  @Test func aPValueBeyondAllNumbersIsNone() throws {
    let test = try KolmogorovSmirnovTest(0..<5_000, [Int](repeating: 9_000, count: 600))
    #expect(test.statistic == 1 && test.method == .exact && test.pValue == 0)
  }

  @Test func rejectsEmptySamples() {
    let sample = [1, 2]
    #expect(throws: DataError.invalidArgument(name: "first", requirement: "the sample is empty")) {
      try KolmogorovSmirnovTest([], sample)
    }
    #expect(throws: DataError.invalidArgument(name: "second", requirement: "the sample is empty")) {
      try KolmogorovSmirnovTest(sample, [])
    }
  }
}
