internal import Tensor

/// A step of projected gradient descent on the ratings of a fake user.
enum ProjectedStep {
  /// Moves ratings against a gradient, the largest element of which moves one by `length`, and back into
  /// [0, `maximum`].
  ///
  /// - Parameter target: The item whose rating is held.
  static func advance(
    _ ratings: inout Vector<Double>, against gradient: Vector<Double>, length: Double,
    maximum: Double, holding target: Int
  ) {
    let largest = largest(of: gradient, but: target)
    guard largest > 0 else { return }
    for item in ratings.indices where item != target {
      let moved = ratings[item] - length / largest * gradient[item]
      ratings[item] = min(maximum, max(0, moved))
    }
  }

  /// The largest magnitude of an element, the target's left out.
  static func largest(of gradient: Vector<Double>, but target: Int) -> Double {
    gradient.indices.reduce(0) { $1 == target ? $0 : max($0, abs(gradient[$1])) }
  }
}
