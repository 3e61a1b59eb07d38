internal import CKernels
package import Tensor

/// The parameters of ``BPRMF``.
package struct FactorizationTables: PairwiseTables {
  /// p_u, a column for each user.
  package var users: Matrix<Float>
  /// q_i, a column for each item.
  package var items: Matrix<Float>
  /// b_i of each item.
  package var biases: [Float]
  /// Nothing.
  package var shared: [Float] = []

  /// Previous items play no part.
  package static var contexts: ContextColumns { .none }

  package init(
    userCount: Int, itemCount: Int, rank: Int, deviation: Float,
    using rng: inout SeededGenerator, parallelism: Parallelism
  ) {
    users = Self.normal(
      rows: rank, columns: userCount, deviation: deviation, using: &rng, parallelism: parallelism)
    items = Self.normal(
      rows: rank, columns: itemCount, deviation: deviation, using: &rng, parallelism: parallelism)
    biases = Array(repeating: 0, count: itemCount)
  }

  package mutating func appendUsers(
    _ count: Int, deviation: Float, using rng: inout SeededGenerator
  ) {
    users = users.appendingColumns(
      of: Self.normal(
        rows: users.rows, columns: count, deviation: deviation, using: &rng, parallelism: .serial))
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
            PairwiseKernel { samples, rate, _ in
              unsafe samples.withUnsafeBytes {
                unsafe mithridate_factorization_steps(
                  rank, $0.count / MemoryLayout<PairwiseSample>.stride,
                  $0.bindMemory(to: Int32.self).baseAddress, rate.learning,
                  rate.regularization, tables.0, tables.1, tables.2,
                  placement.stride)
              }
            })
        }
      }
    }
  }
}
