public import RecommenderData
public import Tensor

/// Matrix factorization by Bayesian personalized ranking: the score of item i for user u is
/// p_uᵀq_i + b_i, whatever the user did last.
///
/// S. Rendle, C. Freudenthaler, Z. Gantner and L. Schmidt-Thieme, *BPR: Bayesian personalized ranking from
/// implicit feedback*, UAI 2009: for each action (u, i) and an item j that u has not chosen, a step on
/// −log σ(x_ui − x_uj) + λ/2 (‖p_u‖² + ‖q_i‖² + ‖q_j‖² + b_i² + b_j²).
public struct BPRMF: NextItemRecommender {
  package let tables: FactorizationTables

  /// p_u, a column for each user.
  public var userFactors: Matrix<Float> { tables.users }
  /// q_i, a column for each item.
  public var itemFactors: Matrix<Float> { tables.items }
  /// b_i of each item.
  public var itemBiases: [Float] { tables.biases }

  /// The number of users the model was fitted on, injected ones too.
  public var userCount: Int { tables.users.columns }
  /// q_i, as ``itemFactors``.
  public var itemTable: Matrix<Float> { tables.items }
  /// b_i, as ``itemBiases``.
  public var itemOffsets: [Float] { tables.biases }

  package init(_ tables: FactorizationTables) {
    self.tables = tables
  }

  /// The factors of the users.
  public func queries(of users: [Int], after histories: [[Int32]]) -> Matrix<Float> {
    tables.users.selectingColumns(users)
  }

  /// Fits the factors to the actions of a log.
  ///
  /// - Parameters:
  ///   - log: Every action is used, those of injected users too; their order is not.
  ///   - options: The hyperparameters.
  ///   - parallelism: The number of threads to use; it does not change the result.
  ///   - progress: Called after each epoch; an error that it throws ends the fit.
  /// - Throws: `RecommenderError` for options out of range, a log without actions, or if the loss leaves
  ///   the finite numbers; whatever `progress` throws.
  /// - Complexity: 10 · rank flops an action and epoch.
  public static func fit(
    _ log: InteractionLog, options: PairwiseOptions = .bprmf,
    parallelism: Parallelism = .automatic, progress: ((NextItemProgress) throws -> Void)? = nil
  ) throws -> BPRMF {
    let trainer = try PairwiseTrainer<FactorizationTables>(log, options: options)
    return BPRMF(try trainer.fit(parallelism: parallelism, progress: progress))
  }
}

extension BPRMF: PairwiseRecommender {}
