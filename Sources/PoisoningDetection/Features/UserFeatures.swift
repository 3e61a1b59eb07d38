public import RecommenderData
public import Tensor

/// The features of all users of a rating matrix.
///
/// They are those that the service can compute, which does not know who is fake: counts, means and
/// maxima of items are over all users, injected ones included.
///
/// ```swift
/// let features = UserFeatures(of: ratings)
/// features.values                 // users × 6
/// features[user: 3, .meanVar]
/// ```
public struct UserFeatures: Equatable, Sendable {
  /// Which features these are, in the order of the columns of ``values``.
  public let features: [UserFeature]
  /// A row for each user, a column for each feature.
  public let values: Matrix<Double>

  /// The number of users whose features one task computes.
  private static let chunk = 256

  /// The six features of the S-attack paper of all users. [Fang2020, §6]
  ///
  /// - Parameters:
  ///   - ratings: What the service sees. Items and users may be without ratings.
  ///   - parallelism: The number of threads to use; it does not change the result.
  /// - Complexity: O(users + items + ratings), one pass over the ratings in each orientation.
  public init(of ratings: RatingMatrix, parallelism: Parallelism = .automatic) {
    self.init(ratings, features: .standard, parallelism: parallelism)
  }

  /// Some features of all users.
  ///
  /// - Parameters:
  ///   - ratings: What the service sees. Items and users may be without ratings.
  ///   - features: At least one, each once.
  ///   - parallelism: The number of threads to use; it does not change the result.
  /// - Throws: `DetectionError.invalidOption` if `features` is empty or repeats one.
  /// - Complexity: O(users + items + ratings), for ``UserFeature/degSim`` O(Σ_i c_i²).
  public init(
    of ratings: RatingMatrix, features: [UserFeature], parallelism: Parallelism = .automatic
  ) throws(DetectionError) {
    guard !features.isEmpty else {
      throw .invalidOption(name: "features", requirement: "at least one is needed")
    }
    for (place, feature) in features.enumerated() where features[..<place].contains(feature) {
      throw .invalidOption(name: "features", requirement: "\(feature.rawValue) is there twice")
    }
    self.init(ratings, features: features, parallelism: parallelism)
  }

  private init(_ ratings: RatingMatrix, features: [UserFeature], parallelism: Parallelism) {
    let agreements = RatingTallies(ratings, parallelism: parallelism).agreements
    let (offsets, items) = (ratings.byUser.offsets, ratings.byUser.indices)
    let (values, maximum) = (ratings.byUser.values, ratings.scale.maximum)
    let chunks = parallelism.map(count: ratings.userCount, chunk: Self.chunk) { users in
      var found: [Double] = []
      found.reserveCapacity(users.count * features.count)
      for user in users {
        var sums = FeatureSums()
        for position in offsets[user]..<offsets[user + 1] {
          let value = values[position]
          sums.add(
            agreements[Int(items[position])].trace(of: value, isMaximum: value == maximum))
        }
        for feature in features { found.append(sums.value(of: feature) ?? 0) }
      }
      return found
    }
    self.features = features
    var matrix = Matrix<Double>(
      rows: features.count, columns: ratings.userCount, columnMajor: chunks.flatMap { $0 }
    ).transposed
    for (column, feature) in features.enumerated() {
      switch feature {
      case .degSim:
        matrix.setColumn(
          column, to: Vector(DegreeOfSimilarity.values(of: ratings, parallelism: parallelism)))
      case .lengthVariance:
        matrix.setColumn(column, to: Vector(LengthVariance.values(of: ratings)))
      case .rdma, .wdma, .wda, .tmf, .fmtd, .meanVar, .meanVarWhole, .meanVarButOne: continue
      }
    }
    self.values = matrix
  }

  /// The number of users.
  public var userCount: Int { values.rows }

  /// The names of the features, in the order of the columns.
  public var names: [String] { features.map(\.rawValue) }

  /// A feature of one user.
  ///
  /// - Precondition: `user` is in `0..<userCount`, and the feature is one of ``features``.
  public subscript(user user: Int, _ feature: UserFeature) -> Double {
    guard let column = features.firstIndex(of: feature) else {
      preconditionFailure("\(feature.rawValue) is none of \(names.joined(separator: ", "))")
    }
    return values[user, column]
  }

  /// The features of one user, in the order of ``features``.
  ///
  /// - Precondition: `user` is in `0..<userCount`.
  public subscript(user user: Int) -> [Double] {
    features.indices.map { values[user, $0] }
  }
}
