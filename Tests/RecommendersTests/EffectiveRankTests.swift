import Tensor
import Testing

@testable import Recommenders

@Suite struct EffectiveRankTests {
  @Test func countsSingularValuesOfTheProduct() throws {
    // XᵀY is diag(6, 0.5, 0.02, 0) padded with zeros, whatever common scaling X and Y share.
    let factors = MatrixFactorization<Double>.Factors(
      users: Matrix(rows: 4, columns: 5) { $0 == $1 ? [3, 0.5, 0.2, 7][$0] : 0 },
      items: Matrix(rows: 4, columns: 6) { $0 == $1 ? [2, 1, 0.1, 0][$0] : 0 })
    #expect(try factors.effectiveRank(threshold: 0.2) == 1)
    #expect(try factors.effectiveRank(threshold: 0.01) == 2)
    #expect(try factors.effectiveRank(threshold: 0.001) == 3)
  }

  @Test func isZeroForZeroFactors() throws {
    let zero = MatrixFactorization<Float>.Factors(
      users: Matrix(rows: 2, columns: 3), items: Matrix(rows: 2, columns: 3))
    #expect(try zero.effectiveRank(threshold: 0.01) == 0)
  }

  @Test func isTheSameAfterACommonRotation() throws {
    var rng = SeededGenerator(seed: 1)
    let users = Matrix<Double>(rows: 2, columns: 9) { row, _ in rng.nextNormal() * [1, 0.02][row] }
    let items = Matrix<Double>(rows: 2, columns: 7) { _, _ in rng.nextNormal() }
    let rotation: Matrix<Double> = Matrix(rows: 2, columns: 2, columnMajor: [0.6, 0.8, -0.8, 0.6])
    for threshold in [0.5, 0.001] {
      #expect(
        try MatrixFactorization<Double>.Factors(users: users, items: items)
          .effectiveRank(threshold: threshold)
          == MatrixFactorization<Double>.Factors(users: rotation * users, items: rotation * items)
          .effectiveRank(threshold: threshold))
    }
  }
}
