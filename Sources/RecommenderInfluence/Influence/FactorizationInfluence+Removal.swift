internal import RecommenderData
internal import Recommenders
internal import Tensor

/// Ratings that are taken away together.
public enum Removal: Hashable, Codable, Sendable {
  /// One rating.
  case rating(user: Int, item: Int)
  /// All ratings of a user.
  case user(Int)
}

extension FactorizationInfluence {
  /// By how much every user's prediction of a target is predicted to change when ratings go.
  ///
  /// It is the sum of Φ over the ratings [Fang2020, Eq. 12]: to first order, or corrected for the removal being a finite change of H: the gradient g of a
  /// rating's error becomes g + K(I − hK)⁻¹hg, with K the rating's part of H on the factors (x_k, y_j)
  /// and h the inverse of H's diagonal blocks there.
  ///
  /// - Parameters:
  ///   - removal: What is taken away.
  ///   - target: The index of an item.
  ///   - correcting: Whether to correct for the finite change.
  /// - Returns: A change for each user, in units of the rating scale.
  /// - Throws: `InfluenceError.notInData` for a rating or user that is not there, and what the solve
  ///   throws.
  /// - Complexity: One solve; with the correction O(rank³) for each rating removed.
  public func predictedChanges(
    removing removal: Removal, target: Int, correcting: Bool = false
  ) throws(InfluenceError) -> [Scalar] {
    guard (0..<ratings.itemCount).contains(target) else {
      throw .notInData(what: "target \(target)")
    }
    let factors = linearization.factors
    var gradient = MatrixFactorization<Scalar>.Factors(
      users: Matrix(rows: linearization.rank, columns: ratings.userCount),
      items: Matrix(rows: linearization.rank, columns: ratings.itemCount))
    for position in try positions(of: removal) {
      let (user, item) = (rater(of: position), Int(ratings.byUser.indices[position]))
      let part = try errorGradient(position, user, item, correcting: correcting)
      gradient.users.setColumn(user, to: gradient.users.column(user) + part.user)
      gradient.items.setColumn(item, to: gradient.items.column(item) + part.item)
    }
    let change = try linearization.change(for: gradient, solve).solution
    return (0..<ratings.userCount).map { user in
      change.users.columnDot(user, factors.items, target)
        + factors.users.columnDot(user, change.items, target)
    }
  }

  /// Where among the ratings by user the removed ones are.
  func positions(of removal: Removal) throws(InfluenceError) -> [Int] {
    switch removal {
    case .user(let user):
      guard (0..<ratings.userCount).contains(user) else { throw .notInData(what: "user \(user)") }
      return Array(ratings.byUser.range(ofRow: user))
    case .rating(let user, let item):
      guard (0..<ratings.userCount).contains(user), (0..<ratings.itemCount).contains(item),
        ratings.rating(user: user, item: item) != nil
      else { throw .notInData(what: "a rating of item \(item) by user \(user)") }
      return [ratings.byUser.position(ofRow: user, atLeast: item)]
    }
  }

  private func rater(of position: Int) -> Int {
    var (low, high) = (0, ratings.userCount)
    while high - low > 1 {
      let middle = (low + high) / 2
      if ratings.byUser.offsets[middle] <= position { low = middle } else { high = middle }
    }
    return low
  }

  /// ∇ℓ of a rating on x_k and y_j, perhaps corrected.
  private func errorGradient(
    _ position: Int, _ user: Int, _ item: Int, correcting: Bool
  ) throws(InfluenceError) -> (user: Vector<Scalar>, item: Vector<Scalar>) {
    let rank = linearization.rank
    let error = Scalar(linearization.residuals.values[position])
    let x = linearization.factors.users.column(user)
    let y = linearization.factors.items.column(item)
    guard correcting else { return ((-2 * error) * y, (-2 * error) * x) }
    let (xColumn, yColumn) = (Matrix(column: x), Matrix(column: y))
    var curvature = Matrix<Scalar>(rows: 2 * rank, columns: 2 * rank)
    let cross = 2 * (yColumn.timesTransposed(xColumn) - error * Matrix.identity(rank))
    curvature[0..<rank, 0..<rank] = 2 * yColumn.timesTransposed(yColumn)
    curvature[0..<rank, rank..<2 * rank] = cross
    curvature[rank..<2 * rank, 0..<rank] = cross.transposed
    curvature[rank..<2 * rank, rank..<2 * rank] = 2 * xColumn.timesTransposed(xColumn)
    let gradient = Vector((-2 * error * y).elements + (-2 * error * x).elements)
    /// h times a vector: half of what the systems of the row and the column give.
    func block(_ vector: Vector<Scalar>) -> Vector<Scalar> {
      var ofUser = 0.5 * Vector(Array(vector.elements[..<rank]))
      var ofItem = 0.5 * Vector(Array(vector.elements[rank...]))
      linearization.userSystems.solve(row: user, &ofUser)
      linearization.itemSystems.solve(row: item, &ofItem)
      return Vector(ofUser.elements + ofItem.elements)
    }
    var system = Matrix<Scalar>.identity(2 * rank)
    for column in 0..<2 * rank {
      system.setColumn(column, to: system.column(column) - block(curvature.column(column)))
    }
    do throws(TensorError) {
      let corrected = gradient + curvature * (try LU(system).solve(block(gradient)))
      return (
        Vector(Array(corrected.elements[..<rank])), Vector(Array(corrected.elements[rank...]))
      )
    } catch {
      throw .tensor(error)
    }
  }
}
