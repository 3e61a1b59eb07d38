extension LiSSA {
  /// The power iteration that finds scales: a rough one will do.
  private var powerIteration: PowerIteration {
    PowerIteration(
      tolerance: 1e-3, iterationLimit: 100, seed: SeededGenerator.derivedSeed(seed, [0]))
  }

  /// The safety factor times the largest eigenvalue of H; 1 for a zero or empty operator.
  func automaticScale(_ matrix: some LinearOperator) throws(TensorError) -> Double {
    guard matrix.dimension > 0 else { return 1 }
    let magnitude = Double(try powerIteration.iterate(matrix).magnitude)
    return magnitude > 0 ? safetyFactor * magnitude : 1
  }

  /// A scale above one that failed, or `nil` if H has negative eigenvalues, for which none would do.
  func suggestion<Operator: LinearOperator>(
    _ matrix: Operator, above scale: Double
  ) throws(TensorError) -> Double? {
    let automatic = try automaticScale(matrix)
    guard automatic > scale, try !hasNegativeEigenvalue(matrix, below: automatic) else {
      return nil
    }
    return automatic
  }

  /// Whether power iteration on ςI − H finds an eigenvalue above ς, for a bound ς of H.
  func hasNegativeEigenvalue<Operator: LinearOperator>(
    _ matrix: Operator, below bound: Double
  ) throws(TensorError) -> Bool {
    let shifted = ClosureOperator<Operator.Scalar>(dimension: matrix.dimension) { x, y in
      matrix.apply(x, into: &y)
      y *= -1
      y.add(x, times: Operator.Scalar(bound))
    }
    let largest = Double(try powerIteration.iterate(shifted).pair.value)
    let tolerance = 64 * Double(Operator.Scalar.ulpOfOne) * Double(matrix.dimension).squareRoot()
    return largest > bound * (1 + tolerance)
  }
}
