internal import Recommenders
internal import Tensor

/// A fake user that rates one item after another, and what each next one would do to its factors.
///
/// With F the items so far, C = λI + Σ_F yyᵀ and z = C⁻¹Σ_F r y, rating item j with r moves z by
/// C⁻¹y_j (r − zᵀy_j)/(1 + y_jᵀC⁻¹y_j); both products are kept for every item.
struct GreedyProfile: Sendable {
  /// Y.
  let items: Matrix<Double>
  /// z.
  private(set) var user: Vector<Double>
  /// zᵀy_j of each item.
  private(set) var predictions: Vector<Double>
  /// y_jᵀC⁻¹y_j of each item.
  private(set) var leverages: Vector<Double>
  /// C.
  private var system: Cholesky<Double>

  /// A user who has rated nothing.
  init(items: Matrix<Double>, regularization: Double) throws {
    let rank = items.rows
    self.items = items
    user = Vector(count: rank)
    predictions = Vector(count: items.columns)
    leverages = Vector(
      (0..<items.columns).map { items.columnDot($0, items, $0) / regularization })
    system = try Cholesky(Matrix.identity(rank) * regularization)
  }

  /// Rates an item that is not rated yet.
  ///
  /// - Complexity: O(items·rank + rank²) flops.
  mutating func rate(_ item: Int, _ rating: Double) throws {
    let column = items.column(item)
    let direction = try system.solve(column)
    let products = items.transposedTimes(direction)
    let scale = 1 + leverages[item]
    let step = (rating - predictions[item]) / scale
    user.add(direction, times: step)
    predictions.add(products, times: step)
    for other in leverages.indices {
      leverages[other] -= products[other] * products[other] / scale
    }
    try system.update(column)
  }

  /// By how much a quantity of derivative `slope` by z would change, to first order, if each item
  /// were rated with its value in `ratings`.
  ///
  /// - Complexity: O(items·rank + rank²) flops.
  func changes(slope: Vector<Double>, ratings: [Double]) throws -> Vector<Double> {
    var changes = items.transposedTimes(try system.solve(slope))
    for item in changes.indices {
      changes[item] *= (ratings[item] - predictions[item]) / (1 + leverages[item])
    }
    return changes
  }

  /// z after rating one of `candidates` with its value in `ratings`, a column for each.
  func users(rating candidates: [Int], ratings: [Double]) throws -> Matrix<Double> {
    var users = try system.solve(items.selectingColumns(candidates))
    for (place, item) in candidates.enumerated() {
      let step = (ratings[item] - predictions[item]) / (1 + leverages[item])
      users.setColumn(place, to: user + users.column(place) * step)
    }
    return users
  }
}
