internal import Foundation
internal import RecommenderData
internal import Recommenders
internal import Tensor

/// Σ_{u∈S} l_u of the graph with one fake user v of ratings w, and its derivative by them.
///
/// l_u = H_u Σ_{i∈Γ_u} g(p_ui − p_ut) with the lists Γ_u of the graph itself, w included. With
/// z_u = (I − (1−α)Q)⁻¹ ∂l_u/∂p_u, one adjoint for each user, and d the sums of weights,
///
///     ∂l_u/∂w_j = p_uv((1−α)z_uj − z_uv)/d_v + p_uj((1−α)z_uv − z_uj + ∂l_u/∂p_uj)/d_j,
///
/// the rows of v and of item j being renormalized. [Fang2018, §4]
struct RelaxedWalk<Scalar: TensorScalar>: Sendable {
  /// Whose lists count, and what they leave out.
  let loss: TopNLoss
  /// b.
  let width: Double
  /// The graph with v as its last user.
  private let graph: WalkGraph<Scalar>
  /// w.
  private let ratings: Vector<Double>
  /// √d of each item.
  private let roots: [Scalar]

  /// The number of users of a unit of work; a multiple of ``WalkGraph/walks``.
  private static var chunk: Int { 64 }
  /// The number of users whose shares are held at a time.
  private static var group: Int { 16 * chunk }

  /// The graph of `known` with the fake user's ratings.
  ///
  /// - Precondition: No rating is negative.
  init(
    _ known: RatingMatrix, ratings: Vector<Double>, loss: TopNLoss, width: Double,
    options: RandomWalkOptions
  ) {
    self.loss = loss
    self.width = width
    self.ratings = ratings
    let byUser = known.withRelaxedUser(rating: ratings)
    graph = WalkGraph(byUser: byUser, byItem: byUser.transposed, options: options)
    roots = graph.itemDegrees.map { Scalar($0.squareRoot()) }
  }

  /// The loss, and its derivative by each rating if that is wanted.
  ///
  /// - Complexity: One solve for each user, two with the derivative.
  func value(wantsSlopes: Bool) -> (loss: Double, slopes: Vector<Double>) {
    var total = Part(loss: 0, slopes: Vector(count: wantsSlopes ? graph.itemCount : 0))
    // Groups bound the memory for slopes.
    for first in stride(from: 0, to: loss.users.count, by: Self.group) {
      for part in parts(first..<min(first + Self.group, loss.users.count), wantsSlopes) {
        total.loss += part.loss
        total.slopes += part.slopes
      }
    }
    return (total.loss, total.slopes)
  }

  /// The shares of a group of users, one for each unit of work.
  private func parts(_ group: Range<Int>, _ wantsSlopes: Bool) -> [Part] {
    loss.parallelism.map(
      count: group.count, chunk: Self.chunk,
      workspace: {
        RankingBlock<Scalar>(
          length: min(loss.top, graph.itemCount), itemCount: graph.itemCount)
      }
    ) { places, ranking in
      var total = Part(loss: 0, slopes: Vector(count: wantsSlopes ? graph.itemCount : 0))
      let walks = WalkGraph<Scalar>.walks
      let end = group.lowerBound + places.upperBound
      for start in stride(from: group.lowerBound + places.lowerBound, to: end, by: walks) {
        let slice = start..<min(start + walks, end)
        let visits = graph.itemVisits(from: slice.map { loss.users[$0] })
        add(slice, visits, &ranking, wantsSlopes, to: &total)
      }
      return total
    }
  }

  /// The share of some users in the loss and in its derivative.
  private struct Part {
    var loss: Double
    var slopes: Vector<Double>
  }

  /// An item in the list of a user, and ∂l_u/∂p_ui.
  private typealias Entry = (side: Int, item: Int, slope: Double)

  private func add(
    _ places: Range<Int>, _ visits: Matrix<Scalar>, _ ranking: inout RankingBlock<Scalar>,
    _ wantsSlopes: Bool, to total: inout Part
  ) {
    let scores = WalkScores(
      userCount: loss.users.count, itemCount: graph.itemCount, users: places, slices: [visits])
    let lists = ranking.rank(places, model: scores, rated: loss.excluded.byUser)
    var entries: [Entry] = []
    var first = 0
    for (side, place) in places.enumerated() {
      let ofTarget = Double(visits[side, loss.target])
      var (sum, value) = (0.0, 0.0)
      for entry in lists.entries[first..<first + lists.counts[side]] {
        let margin = Double(entry.score) - ofTarget
        value += TopNLoss.sigmoid(margin / width)
        let slope = loss.slope(of: margin, user: place, width: width)
        entries.append((side, entry.item, slope))
        sum += slope
      }
      entries.append((side, loss.target, -sum))
      total.loss += loss.weights[place] * value
      first += lists.counts[side]
    }
    if wantsSlopes { addSlopes(entries, visits, to: &total.slopes) }
  }

  private func addSlopes(
    _ entries: [Entry], _ visits: Matrix<Scalar>, to slopes: inout Vector<Double>
  ) {
    let (stay, degree) = (1 - graph.restart, graph.userDegrees[graph.userCount - 1])
    let adjoints = adjoints(entries, sides: visits.rows)
    // Those of v: what its items hand on to it, or it to them.
    var (ofVisits, ofAdjoints) = (
      [Double](repeating: 0, count: visits.rows), [Double](repeating: 0, count: visits.rows)
    )
    for item in ratings.indices where ratings[item] > 0 {
      let (toUser, fromUser) = (
        stay * ratings[item] / graph.itemDegrees[item], stay * ratings[item] / degree
      )
      for side in 0..<visits.rows {
        ofVisits[side] += toUser * Double(visits[side, item])
        ofAdjoints[side] += fromUser * Double(adjoints[side, item])
      }
    }
    let both = zip(ofVisits, ofAdjoints).reduce(0) { $0 + $1.0 * $1.1 }
    for item in slopes.indices {
      let itemDegree = graph.itemDegrees[item]
      var (ofUser, ofItem) = (0.0, 0.0)
      if itemDegree > 0 {
        for side in 0..<visits.rows {
          let (visit, adjoint) = (Double(visits[side, item]), Double(adjoints[side, item]))
          ofUser += ofVisits[side] * adjoint
          ofItem += visit * (stay * ofAdjoints[side] - adjoint)
        }
        slopes[item] += (stay * ofUser - both) / degree + ofItem / itemDegree
      } else {
        // With its first edge the item hands on to v alone; what l_u has of the item itself is below.
        slopes[item] += (stay * stay - 1) * both / degree
      }
    }
    for entry in entries {
      let itemDegree = graph.itemDegrees[entry.item]
      slopes[entry.item] +=
        itemDegree > 0
        ? Double(visits[entry.side, entry.item]) * entry.slope / itemDegree
        : stay * ofVisits[entry.side] * entry.slope / degree
    }
  }

  /// z_ui, a row for each user and a column for each item.
  private func adjoints(_ entries: [Entry], sides: Int) -> Matrix<Scalar> {
    var adjoints = Matrix<Scalar>(rows: sides, columns: graph.itemCount)
    for entry in entries {
      adjoints[entry.side, entry.item] += Scalar(entry.slope) * roots[entry.item]
    }
    graph.items.solve(&adjoints, parallelism: .serial)
    for item in 0..<graph.itemCount where roots[item] > 0 {
      adjoints.withMutableColumn(item) { for side in $0.indices { $0[side] /= roots[item] } }
    }
    return adjoints
  }
}
