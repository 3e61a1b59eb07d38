internal import Tensor

/// L-BFGS on the fixed points of a sweep: alternating least squares as a nonlinear preconditioner.
///
/// With G a sweep, z = x − G(x) vanishes where ∇J does and points the way that the preconditioned
/// gradient does. The quasi-Newton recursion is run on z in place of the gradient, and J is
/// minimized exactly along the direction it gives [DeSterck2018, §3].
struct SweepAcceleration<Scalar: TensorScalar> {
  typealias Factors = MatrixFactorization<Scalar>.Factors

  /// The number of earlier steps that are remembered.
  static var memory: Int { 10 }

  /// An earlier step.
  private struct Step {
    /// By how much the factors changed.
    let factors: Factors
    /// By how much z changed.
    let shift: Factors
    /// The inner product of the two.
    let product: Double
  }

  private var steps: [Step] = []
  private var last: (factors: Factors, shift: Factors)?
  private let parallelism: Parallelism

  /// An acceleration that remembers nothing yet.
  init(parallelism: Parallelism) {
    self.parallelism = parallelism
  }

  /// How many copies of all factors a fit holds at most: the steps, what they are made from, and
  /// points and gradients of two steps.
  static var copies: Int { 2 * memory + 10 }

  /// One sweep and one step from `point`, which is evaluated with its gradient afterwards.
  ///
  /// From a point without a gradient, the start of a fit, it is a plain sweep. J never rises: where
  /// rounding would have it, the step is the plain sweep.
  mutating func advance(
    _ point: inout FitPoint<Scalar>, _ problem: FactorizationProblem<Scalar>, number: Int
  ) throws {
    var swept = point.factors
    try problem.sweep(&swept, number: number)
    guard let gradient = point.gradient else {
      point.factors = swept
      return try point.evaluate(problem, withGradient: true)
    }
    let shift = point.factors.subtracting(swept, parallelism)
    remember(point.factors, shift)
    var direction = direction(for: shift)
    var slope = gradient.dot(direction, parallelism)
    if !(slope < 0) {
      steps = []
      direction = shift
      direction *= -1
      slope = gradient.dot(direction, parallelism)
    }
    var next = point
    if slope < 0 {
      let line = try problem.line(through: point, along: direction, slope: slope)
      next.factors.add(direction, times: line.minimizer, parallelism)
      try next.evaluate(problem, withGradient: true)
    }
    if !(slope < 0) || !(next.objective <= point.objective) {
      steps = []
      last = nil
      next.factors = swept
      try next.evaluate(problem, withGradient: true)
    }
    point = next
  }

  private mutating func remember(_ factors: Factors, _ shift: Factors) {
    if let last {
      let step = factors.subtracting(last.factors, parallelism)
      let change = shift.subtracting(last.shift, parallelism)
      let product = step.dot(change, parallelism)
      // Only where the curvature is positive does the recursion keep a descent direction.
      if product > 0 {
        if steps.count == Self.memory { steps.removeFirst() }
        steps.append(Step(factors: step, shift: change, product: product))
      }
    }
    last = (factors, shift)
  }

  /// −Hz by the two-loop recursion [Nocedal2006, Algorithm 7.4].
  private func direction(for shift: Factors) -> Factors {
    var result = shift
    var weights: [Double] = []
    for step in steps.reversed() {
      let weight = step.factors.dot(result, parallelism) / step.product
      result.add(step.shift, times: -weight, parallelism)
      weights.append(weight)
    }
    if let newest = steps.last {
      result *= newest.product / newest.shift.dot(newest.shift, parallelism)
    }
    for (step, weight) in zip(steps, weights.reversed()) {
      let correction = step.shift.dot(result, parallelism) / step.product
      result.add(step.factors, times: weight - correction, parallelism)
    }
    result *= -1
    return result
  }
}
