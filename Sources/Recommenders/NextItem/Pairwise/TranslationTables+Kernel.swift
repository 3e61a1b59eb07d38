internal import CKernels
package import Tensor

/// The parameters of ``TransRec``.
package struct TranslationTables: PairwiseTables {
  /// t_u, a column for each user.
  package var users: Matrix<Float>
  /// γ_i, a column for each item, in the unit ball.
  package var items: Matrix<Float>
  /// β_i of each item.
  package var biases: [Float]
  /// t, the translation of all users.
  package var shared: [Float]

  /// Previous items are points among the items.
  package static var contexts: ContextColumns { .itemTable }

  /// Tables with random points and no translation.
  package init(
    userCount: Int, itemCount: Int, rank: Int, deviation: Float,
    using rng: inout SeededGenerator, parallelism: Parallelism
  ) {
    users = Matrix(rows: rank, columns: userCount)
    items = Self.normal(
      rows: rank, columns: itemCount, deviation: deviation, using: &rng, parallelism: parallelism)
    biases = Array(repeating: 0, count: itemCount)
    shared = Array(repeating: 0, count: rank)
  }

  package mutating func appendUsers(
    _ count: Int, deviation: Float, using rng: inout SeededGenerator
  ) {
    users = users.appendingColumns(
      of: Matrix(rows: users.rows, columns: count))
  }

  package mutating func withKernel<Result>(
    _ placement: TablePlacement, _ body: (PairwiseKernel) throws -> Result
  ) rethrows -> Result {
    let rank = users.rows
    return try unsafe users.withElements(placement) { users in
      try unsafe items.withElements(placement) { items in
        try unsafe biases.withElements(placement) { biases in
          // Threads change columns of their own only.
          nonisolated(unsafe) let tables = (
            users.baseAddress, items.baseAddress, biases.baseAddress
          )
          return try body(
            PairwiseKernel { samples, rate, shared in
              unsafe samples.withUnsafeBytes { samples in
                unsafe shared.withUnsafeMutableBufferPointer { shared in
                  unsafe mithridate_translation_steps(
                    rank, samples.count / MemoryLayout<PairwiseSample>.stride,
                    samples.bindMemory(to: Int32.self).baseAddress, rate.learning,
                    rate.regularization, tables.0, tables.1, tables.2,
                    placement.stride, shared.baseAddress)
                }
              }
            })
        }
      }
    }
  }
}
