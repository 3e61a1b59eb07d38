internal import Foundation
package import Tensor

/// The graph of users and items that random walks go over, an edge of weight r_ui for each rating.
///
/// With weights W in both directions, sums d of their rows and Q = D⁻¹W, what walks need are solutions
/// of (I − (1−α)Qᵀ) p = g and (I − (1−α)Q) z = c. Both are the symmetric system with
/// I − (1−α)D^(−½)WD^(−½), of which the half for items alone is I − (1−α)²BᵀB,
/// B = D_U^(−½) R D_I^(−½): as no singular value of B is above 1, its condition is at most
/// 1/(1 − (1−α)²).
///
/// A node without weight is reached from nowhere; a walk that starts there starts again and again, as
/// over an edge to itself.
package struct WalkGraph<Scalar: TensorScalar>: Sendable {
  /// The number of users.
  package var userCount: Int { userDegrees.count }
  /// The number of items.
  package var itemCount: Int { itemDegrees.count }
  /// d of each user.
  package let userDegrees: [Double]
  /// d of each item.
  package let itemDegrees: [Double]
  /// α.
  package let restart: Double
  /// The half for items, (I − (1−α)²BᵀB) y = f.
  package let items: GramSystem<Scalar>

  /// The number of walks that are solved for side by side: 128 bytes of each node.
  package static var walks: Int { 128 / MemoryLayout<Scalar>.stride }

  /// The graph of weights.
  ///
  /// - Parameters:
  ///   - byUser: The weights by user, none negative.
  ///   - byItem: The same by item.
  ///   - options: α and the tolerance, valid ones.
  /// - Complexity: O(users + items + ratings).
  package init(
    byUser: SparseMatrix<Double>, byItem: SparseMatrix<Double>, options: RandomWalkOptions
  ) {
    let (users, items) = (Self.degrees(byUser), Self.degrees(byItem))
    userDegrees = users
    itemDegrees = items
    restart = options.restart
    self.items = GramSystem(
      Self.scaled(byUser, users, items), transposed: Self.scaled(byItem, items, users),
      weight: (1 - options.restart) * (1 - options.restart), tolerance: options.tolerance)
  }

  private static func degrees(_ weights: SparseMatrix<Double>) -> [Double] {
    (0..<weights.rows).map { row in
      weights.range(ofRow: row).reduce(0) { $0 + weights.values[$1] }
    }
  }

  /// w/√(d d′) of each weight w; 0 for w = 0.
  private static func scaled(
    _ weights: SparseMatrix<Double>, _ own: [Double], _ others: [Double]
  ) -> SparseMatrix<Double> {
    let other = others.map { $0 > 0 ? 1 / $0.squareRoot() : 0 }
    var values = weights.values
    for row in 0..<weights.rows {
      let scale = own[row] > 0 ? 1 / own[row].squareRoot() : 0
      for place in weights.range(ofRow: row) {
        values[place] *= scale * other[Int(weights.indices[place])]
      }
    }
    return SparseMatrix(
      rows: weights.rows, columns: weights.columns, uncheckedOffsets: weights.offsets,
      indices: weights.indices, values: values)
  }
}

extension WalkGraph {
  /// The numbers of all users and of all items, a row for each right-hand side.
  package typealias Sides = (users: Matrix<Scalar>, items: Matrix<Scalar>)

  /// The numbers that solve a system, and the measured relative residual of each right-hand side.
  ///
  /// The residual is that of the symmetric system for items, which the tolerance is about.
  package typealias Solution = (users: Matrix<Scalar>, items: Matrix<Scalar>, residuals: [Double])

  /// p of (I − (1−α)Qᵀ) p = g: for g = α e_u the distribution of walks from u.
  ///
  /// - Complexity: As `GramSystem.solve`.
  package func forward(_ g: Sides, parallelism: Parallelism) -> Solution {
    solve(g, exponent: -0.5, parallelism)
  }

  /// z of (I − (1−α)Q) z = c: for c = e_t what each node's walks make of t, times 1/α.
  ///
  /// - Complexity: As `GramSystem.solve`.
  package func backward(_ c: Sides, parallelism: Parallelism) -> Solution {
    solve(c, exponent: 0.5, parallelism)
  }

  /// (1−α)Q x.
  ///
  /// - Complexity: 4 flops for each rating and right-hand side.
  package func stepped(_ x: Sides, parallelism: Parallelism) -> Sides {
    let (ofUsers, ofItems) = (scales(userDegrees, 0.5), scales(itemDegrees, 0.5))
    let step = Scalar(1 - restart)
    let users = step * items.times(Self.scaled(x.items, ofItems), parallelism: parallelism)
    let others =
      step * items.transposedTimes(Self.scaled(x.users, ofUsers), parallelism: parallelism)
    // A node without weight stays with itself: 1/α of it is the series of (1−α)ⁱ.
    return (
      unscaled(users, ofUsers, (1 - Scalar(restart)) * Scalar(restart) * x.users),
      unscaled(others, ofItems, (1 - Scalar(restart)) * Scalar(restart) * x.items)
    )
  }

  /// The symmetric system for right-hand sides D^e g, its solution times D^(−e).
  private func solve(
    _ g: Sides, exponent: Double, _ parallelism: Parallelism
  ) -> Solution {
    let (ofUsers, ofItems) = (scales(userDegrees, exponent), scales(itemDegrees, exponent))
    let step = Scalar(1 - restart)
    let users = Self.scaled(g.users, ofUsers)
    var items = Self.scaled(g.items, ofItems)
    items += step * self.items.transposedTimes(users, parallelism: parallelism)
    let target = items
    self.items.solve(&items, parallelism: parallelism)
    let residuals = self.items.residuals(of: items, for: target, parallelism: parallelism)
    let others = users + step * self.items.times(items, parallelism: parallelism)
    return (
      unscaled(others, ofUsers, g.users), unscaled(items, ofItems, g.items), residuals
    )
  }

  /// d^e of each node; 0 for those without weight.
  private func scales(_ degrees: [Double], _ exponent: Double) -> [Scalar] {
    degrees.map { $0 > 0 ? Scalar(pow($0, exponent)) : 0 }
  }

  private static func scaled(_ numbers: Matrix<Scalar>, _ scales: [Scalar]) -> Matrix<Scalar> {
    Matrix(rows: numbers.rows, columns: numbers.columns) { numbers[$0, $1] * scales[$1] }
  }

  /// The solution where there is weight, that of an edge to itself elsewhere.
  private func unscaled(
    _ numbers: Matrix<Scalar>, _ scales: [Scalar], _ g: Matrix<Scalar>
  ) -> Matrix<Scalar> {
    Matrix(rows: numbers.rows, columns: numbers.columns) { side, node in
      scales[node] > 0 ? numbers[side, node] / scales[node] : g[side, node] / Scalar(restart)
    }
  }
}
