internal import RecommenderData
internal import Recommenders
internal import Tensor

extension FactorizationInfluence {
  /// Tiles of predictions: so many users by so many ratings.
  private static var tile: (users: Int, ratings: Int) { (512, 128) }

  /// φ by the item path: Σ_o |x_oᵀδy_t|, and for the rater k with its own δx_k.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  func itemPath(
    _ target: Int, _ sensitivity: inout RatingSensitivity<Scalar>,
    _ progress: ((Int, Int) throws -> Void)?
  ) throws -> [Double] {
    let (rank, sides) = (linearization.rank, RatingSensitivity<Scalar>.sides)
    var changes = Matrix<Scalar>(rows: rank, columns: ratings.count)
    for start in stride(from: 0, to: rank, by: sides) {
      try progress?(start, rank)
      let factors = start..<Swift.min(start + sides, rank)
      let batch = try sensitivity(
        factors.map { factor in
          var unit = [Scalar](repeating: 0, count: rank)
          unit[factor] = 1
          return OutputGradient(items: [(row: target, numbers: unit)])
        })
      changes.withMutableSpan { changes in
        for rating in 0..<ratings.count {
          for (side, factor) in factors.enumerated() {
            changes[rank * rating + factor] = batch[sides * rating + side]
          }
        }
      }
    }
    try progress?(rank, rank)
    return absoluteSums(changes, own: ownPaths(target))
  }

  /// By how much the rater's own prediction of the target changes by δx_k alone:
  /// y_tᵀ(2A_k)⁻¹∇ℓ = −e_kj y_jᵀA_k⁻¹y_t of each rating.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  private func ownPaths(_ target: Int) -> [Scalar] {
    let factors = linearization.factors
    let systems = linearization.userSystems
    let errors = linearization.residuals
    return linearization.parallelism.map(count: errors.rows, chunk: 128) { users in
      users.flatMap { user in
        var direction = factors.items.column(target)
        systems.solve(row: user, &direction)
        let column = Matrix(column: direction)
        return errors.range(ofRow: user).map { position in
          Scalar(-errors.values[position])
            * factors.items.columnDot(Int(errors.indices[position]), column, 0)
        }
      }
    }.flatMap { $0 }
  }

  /// Σ_o |x_oᵀδ_e + [o = k]·own_e| of each rating e, over normal users o.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  private func absoluteSums(_ changes: Matrix<Scalar>, own: [Scalar]) -> [Double] {
    let users = linearization.factors.users
    let normal = ratings.normalUserCount
    let (rows, columns) = Self.tile
    let raters = ratings.raters
    return linearization.parallelism.map(
      count: changes.columns, chunk: columns,
      workspace: { Matrix<Scalar>(rows: rows, columns: columns) }
    ) { block, tile in
      var sums = [Double](repeating: 0, count: block.count)
      for start in stride(from: 0, to: normal, by: rows) {
        let range = start..<Swift.min(start + rows, normal)
        tile.formTransposedProduct(users, columns: range, changes, columns: block)
        for column in 0..<block.count {
          sums[column] += Double(tile.absoluteSum(ofColumn: column, count: range.count))
        }
      }
      for (place, rating) in block.enumerated() where Int(raters[rating]) < normal {
        let path = users.columnDot(Int(raters[rating]), changes, rating)
        sums[place] += Double((path + own[rating]).magnitude - path.magnitude)
      }
      return sums
    }.flatMap { $0 }
  }

  /// φ by a solve for each user, or for each of a sample whose sum is scaled up.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  func exact(
    _ target: Int, _ sampled: Int?, _ seed: UInt64,
    _ sensitivity: inout RatingSensitivity<Scalar>, _ progress: ((Int, Int) throws -> Void)?
  ) throws -> [Double] {
    let (normal, sides) = (ratings.normalUserCount, RatingSensitivity<Scalar>.sides)
    let sample = Swift.min(sampled ?? normal, normal)
    guard sample >= 1 else {
      throw InfluenceError.invalidOption(
        name: "sampledUsers", requirement: "\(sample) is not at least 1")
    }
    var rng = SeededGenerator(seed: seed, stream: UInt64(target))
    let users =
      sample == normal
      ? Array(0..<normal) : RandomSampling.indices(sample, from: normal, using: &rng).sorted()
    let factors = linearization.factors
    let ofTarget = factors.items.column(target).elements
    var sums = [Double](repeating: 0, count: ratings.count)
    for start in stride(from: 0, to: sample, by: sides) {
      try progress?(start, sample)
      let batch = try sensitivity(
        users[start..<Swift.min(start + sides, sample)].map { user in
          OutputGradient(
            users: [(row: user, numbers: ofTarget)],
            items: [(row: target, numbers: factors.users.column(user).elements)])
        })
      for rating in sums.indices {
        for side in 0..<sides { sums[rating] += Double(batch[sides * rating + side].magnitude) }
      }
    }
    try progress?(sample, sample)
    let scale = Double(normal) / Double(sample)
    return sums.map { $0 * scale }
  }
}

extension RatingMatrix {
  /// Who gave each rating, in the order of the ratings by user.
  var raters: [Int32] {
    (0..<userCount).flatMap { user in
      repeatElement(Int32(user), count: byUser.range(ofRow: user).count)
    }
  }
}
