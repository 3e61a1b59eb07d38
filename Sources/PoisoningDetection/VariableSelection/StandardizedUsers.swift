internal import RecommenderData
internal import Tensor

/// The user × item matrix Z of z-scores, each user over all items, a missing rating being 0.
///
/// Z = S⁻¹(R − m1ᵀ) with the users' means m and deviations S is dense, but its products are those of
/// the sparse R and of a matrix of rank one, so that it is never formed. A row without variance (no
/// ratings, or all items rated alike) is 0.
struct StandardizedUsers: Sendable {
  private let byUser: SparseMatrix<Double>
  private let byItem: SparseMatrix<Double>
  /// m.
  private let means: [Double]
  /// The diagonal of S⁻¹.
  private let inverseDeviations: [Double]
  private let parallelism: Parallelism

  /// A deviation below so small a part of the largest rating is rounding.
  private static let rounding = 1e-13

  /// Z of all users of `ratings`.
  ///
  /// - Complexity: O(users + ratings).
  init(_ ratings: RatingMatrix, parallelism: Parallelism) {
    let byUser = ratings.byUser
    self.byUser = byUser
    byItem = ratings.byItem
    self.parallelism = parallelism
    let items = Double(ratings.itemCount)
    var means: [Double] = []
    var inverses: [Double] = []
    for user in 0..<ratings.userCount {
      let range = byUser.range(ofRow: user)
      guard !range.isEmpty else {
        means.append(0)
        inverses.append(0)
        continue
      }
      let mean = range.reduce(0) { $0 + byUser.values[$1] } / items
      var squares = (items - Double(range.count)) * mean * mean
      var largest = 0.0
      for position in range {
        let difference = byUser.values[position] - mean
        squares += difference * difference
        largest = max(largest, abs(byUser.values[position]))
      }
      let deviation = (squares / items).squareRoot()
      means.append(mean)
      inverses.append(deviation > Self.rounding * largest ? 1 / deviation : 0)
    }
    self.means = means
    inverseDeviations = inverses
  }

  /// The number of users.
  var users: Int { byUser.rows }
  /// The number of items.
  var items: Int { byUser.columns }

  /// The product ZX, users × k, of an items × k matrix.
  ///
  /// - Complexity: 2k·(ratings + users + items) flops.
  func times(_ right: Matrix<Double>) -> Matrix<Double> {
    let width = right.columns
    let rows = right.transposed
    let sums = (0..<width).map { right.column($0).reduce(0, +) }
    let product = rows.timesTransposed(byUser, parallelism: parallelism)
    return Matrix(rows: users, columns: width) { user, column in
      inverseDeviations[user] * (product[column, user] - means[user] * sums[column])
    }
  }

  /// The product ZᵀX, items × k, of a users × k matrix.
  ///
  /// - Complexity: 2k·(ratings + users + items) flops.
  func transposedTimes(_ right: Matrix<Double>) -> Matrix<Double> {
    let width = right.columns
    let scaled = Matrix(rows: width, columns: users) { column, user in
      right[user, column] * inverseDeviations[user]
    }
    let shifts = (0..<width).map { column in
      means.indices.reduce(0) { $0 + means[$1] * scaled[column, $1] }
    }
    let product = scaled.timesTransposed(byItem, parallelism: parallelism)
    return Matrix(rows: items, columns: width) { item, column in
      product[column, item] - shifts[column]
    }
  }
}
