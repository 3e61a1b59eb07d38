package import Recommenders
package import Tensor

/// All parameters of a model of pairs, or a direction in their space.
///
/// Scores of the three models are zᵀy_i + o_i: the query z is linear in the parameters, y_i are the item
/// columns, and the offset o_i is the bias, less ‖γ_i‖² for ``TransRec``. So their gradients and Hessians are
/// written once.
package struct PairwiseParameters<Scalar: TensorScalar>: Equatable, Sendable {
  /// Which model the parameters are of.
  package enum Form: Hashable, Sendable {
    /// z = p_u, o_i = b_i.
    case factorization
    /// z = (v_u; v_l), o_i = 0.
    case chain
    /// z = 2 (γ_l + t + t_u), o_i = β_i − ‖γ_i‖².
    case translation
  }

  /// Which model the parameters are of.
  package let form: Form
  /// A column for each user.
  package var users: Matrix<Scalar>
  /// A column for each previous item; none where previous items have no table of their own.
  package var contexts: Matrix<Scalar>
  /// y_i.
  package var items: Matrix<Scalar>
  /// A column for each item; none in a chain.
  package var biases: Matrix<Scalar>
  /// The translation of all users; no column in other forms.
  package var shared: Matrix<Scalar>

  /// The parameters of ``BPRMF``.
  package init(_ tables: FactorizationTables) {
    form = .factorization
    users = Matrix(converting: tables.users)
    contexts = Matrix(rows: users.rows, columns: 0)
    items = Matrix(converting: tables.items)
    biases = Matrix(rows: 1, columns: items.columns) { Scalar(tables.biases[$0 + $1]) }
    shared = Matrix(rows: users.rows, columns: 0)
  }

  /// The parameters of ``FPMC``.
  package init(_ tables: ChainTables) {
    form = .chain
    users = Matrix(converting: tables.users)
    contexts = Matrix(converting: tables.contexts)
    items = Matrix(converting: tables.items)
    biases = Matrix(rows: 1, columns: 0)
    shared = Matrix(rows: users.rows, columns: 0)
  }

  /// The parameters of ``TransRec``.
  package init(_ tables: TranslationTables) {
    form = .translation
    users = Matrix(converting: tables.users)
    contexts = Matrix(rows: users.rows, columns: 0)
    items = Matrix(converting: tables.items)
    biases = Matrix(rows: 1, columns: items.columns) { Scalar(tables.biases[$0 + $1]) }
    shared = Matrix(rows: users.rows, columns: 1) { row, _ in Scalar(tables.shared[row]) }
  }

  /// The number of parameters.
  package var dimension: Int {
    parts.reduce(0) { $0 + $1.rows * $1.columns }
  }

  /// The tables in the order in which a vector of all parameters holds them.
  private var parts: [Matrix<Scalar>] { [users, contexts, items, biases, shared] }

  /// All parameters as one column.
  package var vector: Matrix<Scalar> {
    var elements: [Scalar] = []
    elements.reserveCapacity(dimension)
    for part in parts { elements += part.storage }
    return Matrix(rows: elements.count, columns: 1, columnMajor: elements)
  }

  /// Parameters or a direction of the same shapes from a column of a matrix.
  ///
  /// - Precondition: The column has ``dimension`` elements.
  package func reshaping(_ vectors: Matrix<Scalar>, column: Int = 0) -> PairwiseParameters {
    precondition(vectors.rows == dimension, "\(vectors.rows) numbers for \(dimension) parameters")
    var start = column * vectors.rows
    func next(_ part: Matrix<Scalar>) -> Matrix<Scalar> {
      let count = part.rows * part.columns
      defer { start += count }
      return Matrix(
        rows: part.rows, columns: part.columns,
        columnMajor: Array(vectors.storage[start..<start + count]))
    }
    var result = self
    result.users = next(users)
    result.contexts = next(contexts)
    result.items = next(items)
    result.biases = next(biases)
    result.shared = next(shared)
    return result
  }

  /// A direction of zeros.
  package var zeros: PairwiseParameters {
    var result = self
    func zeros(_ part: Matrix<Scalar>) -> Matrix<Scalar> {
      Matrix(rows: part.rows, columns: part.columns)
    }
    result.users = zeros(users)
    result.contexts = zeros(contexts)
    result.items = zeros(items)
    result.biases = zeros(biases)
    result.shared = zeros(shared)
    return result
  }
}
