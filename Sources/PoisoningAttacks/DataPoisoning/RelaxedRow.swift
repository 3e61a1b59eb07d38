internal import RecommenderData
internal import Tensor

/// The ratings of one fake user while an attack works on them: any number for any item.
struct RelaxedRow: Equatable, Sendable {
  /// A number for each item; what it is for an unrated one does not count.
  var values: [Double]
  /// Which items are rated.
  var isRated: [Bool]

  /// A row that rates every item.
  init(dense values: [Double]) {
    self.values = values
    isRated = Array(repeating: true, count: values.count)
  }

  /// A row that rates the given items, of so many.
  init(_ ratings: [(item: Int, value: Double)], itemCount: Int, unrated: Double) {
    values = Array(repeating: unrated, count: itemCount)
    isRated = Array(repeating: false, count: itemCount)
    for (item, value) in ratings {
      values[item] = value
      isRated[item] = true
    }
  }

  /// The rated items, ascending.
  var ratedItems: [Int] { isRated.indices.filter { isRated[$0] } }

  /// The nearest row that rates `target` and `fillers` other items on `scale`.
  ///
  /// An unrated item stands one step below the scale's minimum: at 0 where that is 1. The fillers
  /// of the largest values stay, those that tie by item index; what stays is clipped to the
  /// scale's bounds. [Li2016]
  mutating func project(target: Int, fillers: Int, scale: RatingScale) {
    var order = values.indices.filter { $0 != target }
    order.keepSmallest(fillers) { left, right in
      values[left] != values[right] ? values[left] > values[right] : left < right
    }
    let kept = order + [target]
    self = RelaxedRow(
      kept.map { ($0, min(scale.maximum, max(scale.minimum, values[$0]))) },
      itemCount: values.count, unrated: Self.unrated(on: scale))
  }

  /// What stands for no rating: one step below the scale.
  static func unrated(on scale: RatingScale) -> Double { scale.minimum - scale.step }
}
