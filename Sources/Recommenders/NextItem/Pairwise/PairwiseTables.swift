package import Tensor

/// The parameters of a model that learns from single samples, each of which changes a few columns.
package protocol PairwiseTables: Sendable {
  /// Which table the columns of previous items are in.
  static var contexts: ContextColumns { get }

  /// Parameters that every sample changes; empty if there are none.
  var shared: [Float] { get set }

  /// Tables with random numbers.
  init(
    userCount: Int, itemCount: Int, rank: Int, deviation: Float,
    using rng: inout SeededGenerator, parallelism: Parallelism)

  /// Adds users with random numbers, as at the start.
  mutating func appendUsers(
    _ count: Int, deviation: Float, using rng: inout SeededGenerator)

  /// Lends what takes steps on these tables.
  ///
  /// The kernel may run on several threads at a time if their samples have no user, item or negative,
  /// nor a context in the way that ``contexts`` says, in common.
  mutating func withKernel<Result>(
    _ placement: TablePlacement, _ body: (PairwiseKernel) throws -> Result
  ) rethrows -> Result
}

/// Which table the columns of previous items are in.
package enum ContextColumns: Sendable {
  /// Previous items play no part.
  case none
  /// One of their own.
  case ownTable
  /// That of the items.
  case itemTable
}

/// Takes steps on samples, one after another.
package struct PairwiseKernel: Sendable {
  /// The size of a step.
  package struct Rate: Hashable, Sendable {
    /// What gradients are multiplied with.
    package var learning: Float
    /// λ, of λ/2 times the sum of the squares of the parameters of a sample.
    package var regularization: Float
  }

  /// Takes a step on each sample and returns the sum of their losses before it.
  ///
  /// The last parameter holds the shared parameters, which are not written into the tables.
  package let descend:
    @Sendable (_ samples: [PairwiseSample], _ rate: Rate, _ shared: inout [Float]) -> Double
}

extension PairwiseTables {
  /// Trains for some epochs.
  ///
  /// - Parameters:
  ///   - epochs: How many.
  ///   - learningRate: The learning rate, for the error.
  ///   - placement: How the kernel is given the tables; it does not change the result.
  ///   - descend: Takes the steps of an epoch, and returns their loss.
  ///   - progress: Called after each epoch; an error that it throws ends the training.
  /// - Throws: `RecommenderError` if the loss leaves the finite numbers; whatever `progress` throws.
  package mutating func train(
    epochs: Int, learningRate: Double, _ placement: TablePlacement,
    by descend: (_ kernel: PairwiseKernel, _ shared: inout [Float], _ epoch: Int) -> Double,
    progress: ((_ epoch: Int, _ loss: Double) throws -> Void)? = nil
  ) throws {
    var shared = shared
    try withKernel(placement) { kernel in
      for epoch in 0..<epochs {
        let loss = descend(kernel, &shared, epoch)
        guard loss.isFinite else {
          throw RecommenderError.lossNotFinite(epoch: epoch + 1, learningRate: learningRate)
        }
        try progress?(epoch + 1, loss)
      }
    }
    self.shared = shared
  }

  /// A table of normal numbers, whatever the number of threads those that one would draw.
  static func normal(
    rows: Int, columns: Int, deviation: Float, using rng: inout SeededGenerator,
    parallelism: Parallelism
  ) -> Matrix<Float> {
    let chunk = 8192
    // Skipping numbers costs little beside transforming them.
    let generators = stride(from: 0, to: rows * columns, by: chunk).map { start in
      let generator = rng
      rng.skipNormals(min(chunk, rows * columns - start))
      return generator
    }
    let parts = parallelism.map(count: rows * columns, chunk: chunk) { elements in
      var rng = generators[elements.lowerBound / chunk]
      return rng.nextNormals(elements.count, deviation: Double(deviation))
    }
    return Matrix(rows: rows, columns: columns, columnMajor: parts.flatMap(\.self))
  }
}

/// A next-item recommender that is nothing but its tables.
package protocol PairwiseRecommender: NextItemRecommender {
  /// The kind of its tables.
  associatedtype Tables: PairwiseTables
  /// Its parameters.
  var tables: Tables { get }
  /// A recommender of given parameters.
  init(_ tables: Tables)
}
