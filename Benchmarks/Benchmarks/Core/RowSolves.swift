import Benchmark
import Tensor

/// Both forms of a row's ridge regression by the row's length, at rank 64, on one thread.
func registerRowSolves() {
  for length in [1, 4, 16, 48, 64, 256] {
    for form in [RidgeSolver<Double>.Form.dual, .primal] where form == .primal || length <= 64 {
      Benchmark(
        "1000 solves of rows of \(length), \(form) (rows)",
        configuration: .init(scalingFactor: .kilo, maxDuration: .seconds(1))
      ) { benchmark in
        var rng = SeededGenerator(seed: 1)
        let factors = Matrix<Double>(rows: 64, columns: 4096) { _, _ in rng.nextNormal() }
        let rows = try SparseMatrix<Double>(
          rows: 64, columns: 4096, offsets: (0...64).map { $0 * length },
          indices: (0..<64).flatMap { _ in
            RandomSampling.indices(length, from: 4096, using: &rng).sorted().map(Int32.init)
          },
          values: (0..<64 * length).map { _ in rng.nextNormal(mean: 4) })
        var solver = try RidgeSolver<Double>(rank: 64, regularization: 5, form: form)
        var solution = Vector<Double>(count: 64)
        benchmark.startMeasurement()
        for step in benchmark.scaledIterations {
          try solution.withMutableSpan {
            try solver.solve(row: step % 64, of: rows, factors: factors, into: &$0, at: 0)
          }
        }
        benchmark.stopMeasurement()
        benchmark.measurement(.work, benchmark.scaledIterations.count)
        precondition(
          residual(rows, (benchmark.scaledIterations.count - 1) % 64, factors, solution) < 1e-9)
      }
    }
  }
}

/// The largest element of λx − F(r − Fᵀx), which is zero at the solution.
private func residual(
  _ rows: SparseMatrix<Double>, _ row: Int, _ factors: Matrix<Double>, _ x: Vector<Double>
) -> Double {
  var gradient = x.map { 5 * $0 }
  for position in rows.range(ofRow: row) {
    let column = factors.column(Int(rows.indices[position]))
    let error = rows.values[position] - column.dot(x)
    for factor in gradient.indices { gradient[factor] -= error * column[factor] }
  }
  return gradient.map(abs).max() ?? 0
}
