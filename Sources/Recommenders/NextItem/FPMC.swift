public import RecommenderData
public import Tensor

/// A factorized personalized Markov chain: the score of item i for user u after item l is
/// ⟨v_u^{U,I}, v_i^{I,U}⟩ + ⟨v_i^{I,L}, v_l^{L,I}⟩.
///
/// S. Rendle, C. Freudenthaler and L. Schmidt-Thieme, *Factorizing personalized Markov chains for
/// next-basket recommendation*, WWW 2010, for baskets of one item: the interaction of u with l, which all
/// items share, falls out of the ranking. Each action with one before it is a sample of the pairwise loss of
/// ``BPRMF``.
public struct FPMC: NextItemRecommender {
  package let tables: ChainTables

  /// V^{U,I}, a column for each user.
  public var userFactors: Matrix<Float> { tables.users }
  /// V^{L,I}, a column for each previous item.
  public var contextFactors: Matrix<Float> { tables.contexts }
  /// V^{I,U} and below it V^{I,L}, a column for each item.
  public var itemFactors: Matrix<Float> { tables.items }

  /// The number of users the model was fitted on, injected ones too.
  public var userCount: Int { tables.users.columns }
  /// What queries of two vectors are multiplied with, as ``itemFactors``.
  public var itemTable: Matrix<Float> { tables.items }
  /// Zeros: the model has no biases.
  public let itemOffsets: [Float]

  package init(_ tables: ChainTables) {
    self.tables = tables
    itemOffsets = Array(repeating: 0, count: tables.items.columns)
  }

  /// The factors of the users and, below them, of their last items.
  public func queries(of users: [Int], after histories: [[Int32]]) -> Matrix<Float> {
    let rank = tables.users.rows
    var queries = Matrix<Float>(rows: 2 * rank, columns: users.count)
    for (column, (user, history)) in zip(users, histories).enumerated() {
      guard let last = history.last else { continue }
      for row in 0..<rank {
        queries[row, column] = tables.users[row, user]
        queries[rank + row, column] = tables.contexts[row, Int(last)]
      }
    }
    return queries
  }

  /// Fits the factors to the actions of a log that have one before them.
  ///
  /// - Parameters:
  ///   - log: Injected users count like all others.
  ///   - options: The hyperparameters.
  ///   - parallelism: The number of threads to use; it does not change the result.
  ///   - progress: Called after each epoch; an error that it throws ends the fit.
  /// - Throws: `RecommenderError` for options out of range, a log without such actions, or if the loss
  ///   leaves the finite numbers; whatever `progress` throws.
  /// - Complexity: 20 · rank flops an action and epoch.
  public static func fit(
    _ log: InteractionLog, options: PairwiseOptions = .fpmc,
    parallelism: Parallelism = .automatic, progress: ((NextItemProgress) throws -> Void)? = nil
  ) throws -> FPMC {
    let trainer = try PairwiseTrainer<ChainTables>(log, options: options)
    return FPMC(try trainer.fit(parallelism: parallelism, progress: progress))
  }
}

extension FPMC: PairwiseRecommender {}
