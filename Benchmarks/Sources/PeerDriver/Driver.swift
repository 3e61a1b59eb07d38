import BenchmarkData
import Foundation
import PoisoningDetection
import RecommenderData
import RecommenderInfluence
import Recommenders
import Tensor

/// Our side of `make bench-peers`: does what standard input asks for, times it, and answers.
///
/// Each line is a command with its arguments, tabs between them; each answer is a line of JSON.
/// NumPy files carry factors, a row for each user or item.
///
/// - `export FILE`: writes the ratings, a row of user, item and value for each.
/// - `start USERS ITEMS`: reads the factors that later fits and lists start from.
/// - `fit SWEEPS`: runs so many sweeps from there; answers seconds and objective.
/// - `keep USERS ITEMS`: writes the factors of the last fit.
/// - `adjoint TARGET FACTOR DAMPING FILE`: solves for a factor of an item, at the last fit; writes the
///   solution, a row for each user and then for each item.
/// - `influence TARGET SWEEPS`: the influence of all users by the item path, at the last fit.
/// - `bpr EPOCHS RATE PENALTY USERS ITEMS`: trains BPRMF on each user's items; writes a row for each user
///   and item, the offset last, beside which users have a 1.
/// - `features FILE`: the six detection features of all users; writes a row for each.
/// - `walk LENGTH RESTART FILE`: ranks for all users by random walks; writes the items of each list.
/// - `topn LENGTH FILE`: ranks for all users by the start's factors; writes the items of each list.
struct Driver {
  private let ratings: RatingMatrix
  private let options: FactorizationOptions
  private let parallelism: Parallelism
  private var start: MatrixFactorization<Double>.Factors?
  private var model: MatrixFactorization<Double>?

  /// A driver on a data set.
  init(_ dataset: Dataset, rank: Int, regularization: Double, threads: Int) throws {
    ratings = try dataset.load()
    options = FactorizationOptions(rank: rank, regularization: regularization, tolerance: 0)
    parallelism = Parallelism(threads: threads)
  }

  /// What a command answers.
  struct Answer: Encodable {
    var seconds: Double?
    var objective: Double?
    var users: Int?
    var items: Int?
    var count: Int?
  }

  /// Carries out one command.
  mutating func answer(_ words: [String]) throws -> Answer {
    switch (words.first, words.count) {
    case ("export", 2): return try export(words[1])
    case ("start", 3):
      start = try .init(
        users: Matrix<Double>(npy: words[1]).transposed,
        items: Matrix<Double>(npy: words[2]).transposed)
      model = try fit(sweeps: 0)
      return Answer()
    case ("fit", 2):
      guard let sweeps = Int(words[1]) else { throw DriverError.unknown(words) }
      var fitted: MatrixFactorization<Double>?
      let seconds = try Stopwatch.seconds { fitted = try fit(sweeps: sweeps) }
      model = fitted
      return Answer(seconds: seconds, objective: fitted?.report.objective)
    case ("keep", 3):
      guard let model else { throw DriverError.tooEarly(words) }
      try model.userFactors.transposed.write(npy: words[1])
      try model.itemFactors.transposed.write(npy: words[2])
      return Answer()
    case ("adjoint", 5):
      guard let target = Int(words[1]), let factor = Int(words[2]), let damping = Double(words[3])
      else { throw DriverError.unknown(words) }
      return try adjoint(target, factor, damping, into: words[4])
    case ("influence", 3):
      guard let target = Int(words[1]), let sweeps = Int(words[2]) else {
        throw DriverError.unknown(words)
      }
      return try influence(target, sweeps)
    case ("bpr", 6):
      guard let epochs = Int(words[1]), let rate = Double(words[2]), let penalty = Double(words[3])
      else { throw DriverError.unknown(words) }
      return try bpr(epochs, rate, penalty, into: (words[4], words[5]))
    case ("features", 2): return try features(into: words[1])
    case ("walk", 4):
      guard let length = Int(words[1]), let restart = Double(words[2]) else {
        throw DriverError.unknown(words)
      }
      return try walk(length, restart, into: words[3])
    case ("topn", 3):
      guard let length = Int(words[1]) else { throw DriverError.unknown(words) }
      return try topN(length, into: words[2])
    default: throw DriverError.unknown(words)
    }
  }

  private func fit(sweeps: Int) throws -> MatrixFactorization<Double> {
    var options = options
    options.sweeps = sweeps
    return try .fit(ratings, options: options, start: start, parallelism: parallelism)
  }

  private func export(_ path: String) throws -> Answer {
    let all = ratings.ratings
    let table = Matrix<Double>(rows: all.count, columns: 3) { row, column in
      switch column {
      case 0: Double(all[row].user)
      case 1: Double(all[row].item)
      default: all[row].value
      }
    }
    try table.write(npy: path)
    return Answer(users: ratings.userCount, items: ratings.itemCount, count: ratings.count)
  }

  private func adjoint(
    _ target: Int, _ factor: Int, _ damping: Double, into path: String
  ) throws -> Answer {
    guard let model else { throw DriverError.tooEarly(["adjoint"]) }
    var gradient = MatrixFactorization<Double>.Factors(
      users: Matrix(rows: model.rank, columns: model.userCount),
      items: Matrix(rows: model.rank, columns: model.itemCount))
    gradient.items[factor, target] = 1
    var found: InfluenceSolution<Double>?
    // Expanding J is a sweep's work and serves all solves; the peer's is not timed either.
    let influence = try FactorizationInfluence(
      model: model, ratings: ratings, parallelism: parallelism)
    let seconds = try Stopwatch.seconds {
      found = try influence.linearization.adjoint(of: gradient, .damped(damping))
    }
    guard let solution = found?.solution else { throw DriverError.tooEarly(["adjoint"]) }
    try solution.users.appendingColumns(of: solution.items).transposed.write(npy: path)
    return Answer(seconds: seconds)
  }

  private func influence(_ target: Int, _ sweeps: Int) throws -> Answer {
    guard let model else { throw DriverError.tooEarly(["influence"]) }
    let seconds = try Stopwatch.seconds {
      let influence = try FactorizationInfluence(
        model: model, ratings: ratings, solve: .refit(sweeps: sweeps), parallelism: parallelism)
      let found = try influence.onTarget(target)
      precondition(found.ofUsers.allSatisfy { $0 >= 0 && $0.isFinite }, "an influence below 0")
    }
    return Answer(seconds: seconds)
  }

  private func bpr(
    _ epochs: Int, _ rate: Double, _ penalty: Double, into paths: (users: String, items: String)
  ) throws -> Answer {
    var sequences = [[Int]](repeating: [], count: ratings.userCount)
    for rating in ratings.ratings { sequences[Int(rating.user)].append(Int(rating.item)) }
    let log = try InteractionLog(
      userIdentifiers: sequences.indices.map { "u\($0)" },
      itemIdentifiers: (0..<ratings.itemCount).map { "i\($0)" }, sequences: sequences)
    var found: BPRMF?
    let seconds = try Stopwatch.seconds {
      found = try BPRMF.fit(
        log,
        options: PairwiseOptions(
          rank: options.rank, learningRate: rate, regularization: penalty, epochs: epochs),
        parallelism: parallelism)
    }
    guard let model = found else { throw DriverError.tooEarly(["bpr"]) }
    let users = model.queries(
      of: Array(sequences.indices), after: sequences.map { _ in [0] })
    try Matrix<Double>(rows: users.columns, columns: users.rows + 1) { user, factor in
      factor < users.rows ? Double(users[factor, user]) : 1
    }.write(npy: paths.users)
    try Matrix<Double>(rows: model.itemCount, columns: users.rows + 1) { item, factor in
      factor < users.rows
        ? Double(model.itemTable[factor, item]) : Double(model.itemOffsets[item])
    }.write(npy: paths.items)
    return Answer(seconds: seconds, count: log.actionCount * epochs)
  }

  private func features(into path: String) throws -> Answer {
    var found: UserFeatures?
    let seconds = Stopwatch.seconds {
      found = UserFeatures(of: ratings, parallelism: parallelism)
    }
    try found?.values.write(npy: path)
    return Answer(seconds: seconds)
  }

  private func topN(_ length: Int, into path: String) throws -> Answer {
    guard let model else { throw DriverError.tooEarly(["topn"]) }
    return try lists(length, into: path) { model }
  }

  private func walk(_ length: Int, _ restart: Double, into path: String) throws -> Answer {
    try lists(length, into: path) {
      try RandomWalk<Double>(ratings, options: RandomWalkOptions(restart: restart))
    }
  }

  /// Writes the lists of a model; its making counts as well.
  private func lists<Model: Recommender>(
    _ length: Int, into path: String, by model: () throws -> Model
  ) throws -> Answer {
    var found: RecommendationLists<Model.Scalar>?
    let seconds = try Stopwatch.seconds {
      found = try model().topN(length, excluding: ratings, parallelism: parallelism)
    }
    guard let lists = found else { throw DriverError.tooEarly(["lists"]) }
    // A place that a list does not fill is −1.
    let items = Matrix<Double>(rows: ratings.userCount, columns: length) { user, place in
      let list = lists[user: user]
      return place < list.count ? Double(list[list.startIndex + place].item) : -1
    }
    try items.write(npy: path)
    return Answer(seconds: seconds)
  }
}

/// A line that the driver cannot follow.
enum DriverError: Error {
  /// No such command, or other arguments.
  case unknown([String])
  /// The command needs an earlier one.
  case tooEarly([String])
}
