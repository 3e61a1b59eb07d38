/// What the file of a classifier holds.
struct ModelFile: Codable {
  var format = ModelFile.format
  var version = ModelFile.version
  var annotations: [String: String]
  var features: [String]
  var scaling: FeatureScaling
  var cost: Double
  var gamma: Double
  var normalWeight: Double
  var fakeWeight: Double
  var seed: UInt64
  var gridPoints: [GridPoint]
  var bias: Double
  /// One for each support vector.
  var coefficients: [Double]
  /// The scaled features of each.
  var supportVectors: [[Double]]

  static let format = "mithridate-support-vectors"
  static let version = 1
  /// More bytes than a model of a million users takes.
  static let greatestSize = 1 << 30

  /// The fields that stay the same in every version.
  struct Header: Decodable {
    var format: String
    var version: Int

    private enum CodingKeys: String, CodingKey {
      case format, version
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      format = try container.value(.format)
      version = try container.value(.version)
    }
  }

  /// A field whose value no training gives, with the rest of the sentence.
  struct Flaw: Error {
    let field: String
    let reason: String
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    annotations = try container.value(.annotations)
    features = try container.value(.features)
    scaling = try container.value(.scaling)
    cost = try container.value(.cost)
    gamma = try container.value(.gamma)
    normalWeight = try container.value(.normalWeight)
    fakeWeight = try container.value(.fakeWeight)
    seed = try container.value(.seed)
    gridPoints = try container.value(.gridPoints)
    bias = try container.value(.bias)
    coefficients = try container.value(.coefficients)
    supportVectors = try container.value(.supportVectors)
  }

  init(_ classifier: SupportVectorClassifier) {
    let machine = classifier.machine
    let vectors = machine.supportVectors
    annotations = classifier.annotations
    features = classifier.featureNames
    scaling = classifier.scaling
    cost = classifier.cost
    gamma = machine.gamma
    normalWeight = classifier.normalWeight
    fakeWeight = classifier.fakeWeight
    seed = classifier.seed
    gridPoints = classifier.gridPoints
    bias = machine.bias
    coefficients = machine.coefficients
    supportVectors = (0..<vectors.count).map {
      Array(vectors.values[$0 * vectors.width..<($0 + 1) * vectors.width])
    }
  }

  /// The classifier, once everything in the file is seen to belong together.
  func classifier() throws(Flaw) -> SupportVectorClassifier {
    func require(_ condition: Bool, _ field: String, _ reason: String) throws(Flaw) {
      guard condition else { throw Flaw(field: field, reason: reason) }
    }
    let width = features.count
    try require(width > 0, "features", "is empty")
    try require(Set(features).count == width, "features", "holds a name twice")
    try require(
      scaling.featureCount == width, "scaling",
      "is one of \(scaling.featureCount) features, not of \(width)")
    for (field, value) in [
      ("cost", cost), ("gamma", gamma), ("normalWeight", normalWeight), ("fakeWeight", fakeWeight),
    ] {
      try require(
        SupportVectorOptions.isValid(value), field, "is \(value), which no training takes")
    }
    for (index, point) in gridPoints.enumerated() {
      try require(
        SupportVectorOptions.isValid(point.cost) && SupportVectorOptions.isValid(point.gamma)
          && (0...1).contains(point.balancedAccuracy),
        "gridPoints[\(index)]", "is outside the range of a search")
    }
    try require(!coefficients.isEmpty, "coefficients", "is empty")
    try checkCoefficients(require)
    try require(bias.magnitude <= SampleRows.limit, "bias", "is \(bias), which is too large")
    try require(
      supportVectors.count == coefficients.count, "supportVectors",
      "holds \(supportVectors.count) vectors for \(coefficients.count) coefficients")
    for (index, vector) in supportVectors.enumerated() {
      let field = "supportVectors[\(index)]"
      try require(vector.count == width, field, "has \(vector.count) values, not \(width)")
      try require(
        vector.allSatisfy { $0.magnitude <= SampleRows.limit }, field, "holds a value beyond 1e150")
    }
    return SupportVectorClassifier(
      featureNames: features, scaling: scaling, cost: cost, normalWeight: normalWeight,
      fakeWeight: fakeWeight, seed: seed, gridPoints: gridPoints, annotations: annotations,
      machine: SupportVectorMachine(
        gamma: gamma,
        supportVectors: SampleRows(
          count: supportVectors.count, width: width, values: supportVectors.flatMap(\.self)),
        coefficients: coefficients, bias: bias))
  }

  /// The constraints of the dual, which a changed digit breaks: 0 < |α_s| ≤ C·weight, Σ α_s = 0.
  private func checkCoefficients(
    _ require: (Bool, String, String) throws(Flaw) -> Void
  ) throws(Flaw) {
    var (sum, size) = (0.0, 0.0)
    for (index, coefficient) in coefficients.enumerated() {
      let bound = cost * (coefficient > 0 ? fakeWeight : normalWeight)
      try require(
        coefficient != 0 && coefficient.magnitude <= bound * (1 + 1e-12),
        "coefficients[\(index)]", "is \(coefficient), outside the bounds of cost and weight")
      sum += coefficient
      size += coefficient.magnitude
    }
    try require(sum.magnitude <= 1e-9 * size, "coefficients", "add up to \(sum), not to 0")
  }
}
