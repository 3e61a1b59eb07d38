/// How a support-vector classifier is trained.
public struct SupportVectorOptions: Hashable, Codable, Sendable {
  /// The values of C to choose from: what an error costs, before class weights.
  public var costs: [Double]
  /// The values of γ to choose from: the kernel of two scaled samples is exp(−γ‖x − x′‖²).
  public var gammas: [Double]
  /// The number of folds of the cross-validation that chooses C and γ; the greatest number of them
  /// if folds hold whole groups.
  public var folds: Int
  /// What errors on the two classes cost beside each other.
  public var classWeights: ClassWeights
  /// How features are brought to one scale.
  public var scaling: FeatureScaling.Method
  /// The solver ends when the optimality conditions hold up to this.
  public var tolerance: Double
  /// Memory for kernel values in each thread, in mebibytes; it changes times, not results.
  public var cacheMebibytes: Double
  /// Determines the folds.
  public var seed: UInt64

  /// The default grid of C, a factor of 8 apart.
  public static let defaultCosts: [Double] = [0.125, 1, 8, 64, 512]
  /// The default grid of γ, a factor of 4 apart; for a handful of standardized features.
  public static let defaultGammas: [Double] = [0.0078125, 0.03125, 0.125, 0.5, 2]

  /// Options with the package's defaults, each of which can be changed.
  public init(
    costs: [Double] = SupportVectorOptions.defaultCosts,
    gammas: [Double] = SupportVectorOptions.defaultGammas, folds: Int = 5,
    classWeights: ClassWeights = .balanced, scaling: FeatureScaling.Method = .standardization,
    tolerance: Double = 1e-3, cacheMebibytes: Double = 100, seed: UInt64 = 1
  ) {
    self.costs = costs
    self.gammas = gammas
    self.folds = folds
    self.classWeights = classWeights
    self.scaling = scaling
    self.tolerance = tolerance
    self.cacheMebibytes = cacheMebibytes
    self.seed = seed
  }

  /// Checks every option.
  ///
  /// - Throws: `SupportVectorError.invalidOption` naming the option.
  public func validate() throws(SupportVectorError) {
    func require(
      _ condition: Bool, _ name: String, _ requirement: String
    ) throws(SupportVectorError) {
      guard condition else { throw .invalidOption(name: name, requirement: requirement) }
    }
    func isGrid(_ values: [Double]) -> Bool {
      !values.isEmpty && values.allSatisfy(Self.isValid) && Set(values).count == values.count
    }
    let positive = "from \(Self.least) to \(Self.greatest)"
    try require(isGrid(costs), "costs", "must be different numbers \(positive), not \(costs)")
    try require(isGrid(gammas), "gammas", "must be different numbers \(positive), not \(gammas)")
    try require(folds >= 2, "folds", "must be at least 2, not \(folds)")
    if case .fixed(let normal, let fake) = classWeights {
      try require(
        Self.isValid(normal) && Self.isValid(fake), "classWeights",
        "must be numbers \(positive), not \(normal) and \(fake)")
    }
    try require(
      tolerance > 0 && tolerance < 1, "tolerance", "must be between 0 and 1, not \(tolerance)")
    try require(
      cacheMebibytes >= 1 && cacheMebibytes <= 65536, "cacheMebibytes",
      "must be from 1 to 65536, not \(cacheMebibytes)")
  }

  /// The grid, in ascending order of C and then of γ.
  var grid: [(cost: Double, gamma: Double)] {
    costs.sorted().flatMap { cost in gammas.sorted().map { (cost, $0) } }
  }

  private static var least: Double { 1e-9 }
  private static var greatest: Double { 1e9 }

  /// Whether C, γ or a class weight may have this value.
  static func isValid(_ value: Double) -> Bool { value >= least && value <= greatest }
}
