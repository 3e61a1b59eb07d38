import Benchmark
import BenchmarkData
import Foundation
import RecommenderData
import Tensor

/// Reading a rating file into a rating matrix, and NPY files into matrices.
///
/// The rating file has a million lines, or as many as the environment's `MITHRIDATE_BENCH_LINES`.
func registerReading() {
  let wish = ProcessInfo.processInfo.environment["MITHRIDATE_BENCH_LINES"]
  let lines = wish.flatMap(Int.init) ?? 1_000_000
  let path = temporaryPath("tsv")
  Benchmark("Reading \(lines) rating lines (bytes)") { (benchmark, file: RatingLines) in
    benchmark.startMeasurement()
    let (ratings, report) = try RatingReader().read([file.path])
    benchmark.stopMeasurement()
    benchmark.measurement(.work, file.bytes)
    precondition(ratings.count == lines && report.bytes == file.bytes, "lines are missing")
  } setup: {
    try RatingLines(count: lines, path: path)
  } teardown: {
    try FileManager.default.removeItem(atPath: path)
  }
  registerReading(.columnMajor, "Fortran order")
  registerReading(.rowMajor, "C order")
}

private func registerReading(_ order: ElementOrder, _ name: String) {
  let path = temporaryPath("npy")
  Benchmark("Reading NPY, 64 × 50000 doubles, \(name) (bytes)") {
    (benchmark, written: Matrix<Double>) in
    benchmark.startMeasurement()
    let matrix = try Matrix<Double>(npy: path)
    benchmark.stopMeasurement()
    benchmark.measurement(.work, 8 * matrix.rows * matrix.columns)
    precondition(matrix == written, "read something else than was written")
  } setup: {
    var rng = SeededGenerator(seed: 1)
    let matrix = Matrix<Double>(rows: 64, columns: 50_000) { _, _ in rng.nextUniform() }
    try matrix.write(npy: path, order: order)
    return matrix
  } teardown: {
    try FileManager.default.removeItem(atPath: path)
  }
}

private func temporaryPath(_ kind: String) -> String {
  FileManager.default.temporaryDirectory
    .appendingPathComponent("mithridate-\(UUID().uuidString).\(kind)").path
}
