package import Recommenders
package import Tensor
import TensorLearning

/// All parameters of a model of pairs, or a direction in their space.
///
/// Scores of the three models are zᵀy_i + o_i: the query z is linear in the parameters, y_i are the item
/// columns, and the offset o_i is the bias, less ‖γ_i‖² for ``TransRec``. So their gradients and Hessians are
/// written once.
package struct PairwiseParameters<Scalar: TensorScalar>: Parameterized, Equatable {
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

  /// The tables in the order in which a vector of all parameters holds them.
  package static var parameterPaths: [WritableKeyPath<PairwiseParameters, Matrix<Scalar>>] {
    [\.users, \.contexts, \.items, \.biases, \.shared]
  }
}
