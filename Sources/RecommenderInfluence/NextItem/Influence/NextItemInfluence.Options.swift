import Tensor

extension NextItemInfluence {
  /// How the inverse of the damped curvature is applied.
  public enum Solver: Hashable, Codable, Sendable {
    /// Conjugate gradients to a relative residual, in at most so many iterations.
    case conjugateGradients(tolerance: Double, iterations: Int)
    /// The recursion of ``LiSSA`` with the whole curvature, to a relative residual, in at most so many steps; its
    /// scale is found by power iteration.
    case lissa(tolerance: Double, steps: Int)
  }

  /// How influences are estimated.
  public struct Options: Hashable, Codable, Sendable {
    /// What the influence is on.
    public var aim: InfluenceAim
    /// Which second derivatives count.
    public var curvature: InfluenceCurvature
    /// δ, added to the diagonal of the curvature, in units of the sum over samples; at least 0.
    ///
    /// If not given it is 1, and for ``GRU4Rec``, whose curvature is so uneven that conjugate gradients take ten
    /// times as long with that, a hundredth for each action that the network learns from.
    public var damping: Double?
    /// How the system is solved.
    public var solver: Solver
    /// k, the number of negatives of each sample, clean or injected; at least 1.
    ///
    /// ``GRU4Rec`` has as many to a batch as it was fitted with.
    public var negatives: Int
    /// Determines the negatives.
    public var seed: UInt64

    /// Options with the package's defaults, each of which can be changed.
    public init(
      aim: InfluenceAim = .place, curvature: InfluenceCurvature = .gaussNewton,
      damping: Double? = nil,
      solver: Solver = .conjugateGradients(tolerance: 1e-3, iterations: 200),
      negatives: Int = 4, seed: UInt64 = 1
    ) {
      self.aim = aim
      self.curvature = curvature
      self.damping = damping
      self.solver = solver
      self.negatives = negatives
      self.seed = seed
    }

    /// Checks every option.
    ///
    /// - Throws: `InfluenceError.invalidOption` naming the option.
    public func validate() throws(InfluenceError) {
      func require(_ isTrue: Bool, _ name: String, _ requirement: String) throws(InfluenceError) {
        guard isTrue else { throw .invalidOption(name: name, requirement: requirement) }
      }
      if let damping {
        try require(
          damping >= 0 && Float(damping).isFinite, "damping",
          "\(damping) is not at least 0 and finite")
      }
      try require(negatives >= 1, "negatives", "\(negatives) is not at least 1")
      let (tolerance, steps) =
        switch solver {
        case .conjugateGradients(let tolerance, let iterations): (tolerance, iterations)
        case .lissa(let tolerance, let steps): (tolerance, steps)
        }
      try require(
        tolerance > 0 && tolerance.isFinite, "tolerance", "\(tolerance) is not positive")
      try require(steps >= 1, "iterations", "\(steps) is not at least 1")
    }
  }

  /// What estimates rest on.
  public struct Report: Hashable, Codable, Sendable {
    /// The number of parameters.
    public let dimension: Int
    /// L at the model, with the fixed negatives.
    public let objective: Double
    /// ‖∇L‖ there; 0 at a minimum.
    public let gradientNorm: Double
    /// δ.
    public let damping: Double
    /// The number of products with the curvature that the solve took.
    public let iterations: Int
    /// ‖∇f − (H + δI)s‖/‖∇f‖.
    public let residual: Double
    /// How long drawing the negatives, gradients and the solve took.
    public let seconds: Double
    /// How much memory the samples, tables and vectors of the solve take at least.
    public let bytes: Int
  }
}
