internal import CKernels
package import Tensor

/// The parameters of ``FPMC``.
package struct ChainTables: PairwiseTables {
  /// V^{U,I}, a column for each user.
  package var users: Matrix<Float>
  /// V^{L,I}, a column for each previous item.
  package var contexts: Matrix<Float>
  /// V^{I,U} and below it V^{I,L}, a column for each item.
  package var items: Matrix<Float>
  /// Nothing.
  package var shared: [Float] = []

  /// Previous items have a table of their own.
  package static var contexts: ContextColumns { .ownTable }

  package init(
    userCount: Int, itemCount: Int, rank: Int, deviation: Float,
    using rng: inout SeededGenerator, parallelism: Parallelism
  ) {
    users = Self.normal(
      rows: rank, columns: userCount, deviation: deviation, using: &rng, parallelism: parallelism)
    contexts = Self.normal(
      rows: rank, columns: itemCount, deviation: deviation, using: &rng, parallelism: parallelism)
    items = Self.normal(
      rows: 2 * rank, columns: itemCount, deviation: deviation, using: &rng,
      parallelism: parallelism)
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
      try unsafe contexts.withElements(placement) { contexts in
        try unsafe items.withElements(placement) { items in
          // Threads change columns of their own only.
          nonisolated(unsafe) let tables = (
            users.baseAddress, contexts.baseAddress, items.baseAddress
          )
          return try body(
            PairwiseKernel { samples, rate, _ in
              unsafe samples.withUnsafeBytes {
                unsafe mithridate_chain_steps(
                  rank, $0.count / MemoryLayout<PairwiseSample>.stride,
                  $0.bindMemory(to: Int32.self).baseAddress, rate.learning,
                  rate.regularization, tables.0, tables.1, tables.2)
              }
            })
        }
      }
    }
  }
}
