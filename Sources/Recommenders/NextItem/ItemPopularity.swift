public import RecommenderData
public import Tensor

/// The baseline of every next-item recommender: items by how many actions there are on them.
public struct ItemPopularity: NextItemRecommender {
  /// The number of users of the log, injected ones too.
  public let userCount: Int
  /// The number of actions on each item.
  public let itemOffsets: [Float]
  /// Nothing: a row of zeros.
  public let itemTable: Matrix<Float>

  /// Counts the actions of a log, those of injected users too.
  public init(_ log: InteractionLog) {
    userCount = log.userCount
    var counts = [Float](repeating: 0, count: log.itemCount)
    for user in 0..<log.userCount {
      for item in log.sequence(of: user) { counts[Int(item)] += 1 }
    }
    itemOffsets = counts
    itemTable = Matrix(rows: 1, columns: log.itemCount)
  }

  /// Zeros: nobody is asked.
  public func queries(of users: [Int], after histories: [[Int32]]) -> Matrix<Float> {
    Matrix(rows: 1, columns: users.count)
  }
}
