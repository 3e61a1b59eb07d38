public import RecommenderData
public import Tensor

/// Translation-based recommendation: items are points, and a user moves by a vector of its own from one to
/// the next; the score of item i for user u after item l is β_i − ‖γ_l + t + t_u − γ_i‖².
///
/// R. He, W.-C. Kang and J. McAuley, *Translation-based recommendation*, RecSys 2017, Eq. 2, with the squared
/// Euclidean distance and points kept in the unit ball; the pairwise loss of ``BPRMF`` on each action with one
/// before it.
public struct TransRec: NextItemRecommender {
  package let tables: TranslationTables

  /// t_u, a column for each user, without the translation of all.
  public var userTranslations: Matrix<Float> { tables.users }
  /// t, the translation of all users.
  public var commonTranslation: [Float] { tables.shared }
  /// γ_i, a column for each item.
  public var itemPoints: Matrix<Float> { tables.items }
  /// β_i of each item.
  public var itemBiases: [Float] { tables.biases }

  /// The number of users the model was fitted on, injected ones too.
  public var userCount: Int { tables.users.columns }
  /// γ_i, as ``itemPoints``.
  public var itemTable: Matrix<Float> { tables.items }
  /// β_i − ‖γ_i‖² of each item: what is left of a score besides the inner product and ‖γ_l + t + t_u‖².
  public let itemOffsets: [Float]

  package init(_ tables: TranslationTables) {
    self.tables = tables
    itemOffsets = tables.biases.enumerated().map { item, bias in
      bias - tables.items.columnDot(item, tables.items, item)
    }
  }

  /// 2 (γ_l + t + t_u) of each user, l being the last item.
  public func queries(of users: [Int], after histories: [[Int32]]) -> Matrix<Float> {
    var queries = Matrix<Float>(rows: tables.users.rows, columns: users.count)
    for (column, (user, history)) in zip(users, histories).enumerated() {
      guard let last = history.last else { continue }
      for row in 0..<queries.rows {
        queries[row, column] =
          2 * (tables.items[row, Int(last)] + tables.shared[row] + tables.users[row, user])
      }
    }
    return queries
  }

  /// Fits points and translations to the actions of a log that have one before them.
  ///
  /// - Parameters:
  ///   - log: Injected users count like all others.
  ///   - options: The hyperparameters.
  ///   - parallelism: The number of threads to use; it does not change the result.
  ///   - progress: Called after each epoch; an error that it throws ends the fit.
  /// - Throws: `RecommenderError` for options out of range, a log without such actions, or if the loss
  ///   leaves the finite numbers; whatever `progress` throws.
  /// - Complexity: 30 · rank flops an action and epoch.
  public static func fit(
    _ log: InteractionLog, options: PairwiseOptions = .transrec,
    parallelism: Parallelism = .automatic, progress: ((NextItemProgress) throws -> Void)? = nil
  ) throws -> TransRec {
    let trainer = try PairwiseTrainer<TranslationTables>(log, options: options)
    return TransRec(try trainer.fit(parallelism: parallelism, progress: progress))
  }
}

extension TransRec: PairwiseRecommender {}
