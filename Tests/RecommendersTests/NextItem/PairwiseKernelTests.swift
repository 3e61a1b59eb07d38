import CKernels
import Foundation
import Tensor
import Testing

/// Steps of the kernels against central differences of the losses, written out in double precision.
@Suite struct PairwiseKernelTests {
  private static let rank = 7

  private func values(_ count: Int, seed: UInt64) -> [Float] {
    var rng = SeededGenerator(seed: seed)
    return (0..<count).map { _ in Float(rng.nextNormal(deviation: 0.3)) }
  }

  /// The loss of one sample with its penalty, of the parameters that the sample has.
  private func objective(
    _ touched: [[Double]], penalty: Double, margin: ([[Double]]) -> Double
  ) -> Double {
    let x = margin(touched)
    return log1p(exp(-x)) + penalty / 2 * touched.joined().reduce(0) { $0 + $1 * $1 }
  }

  /// Checks that a step moved each vector by −rate times the slope of the objective.
  private func check(
    before: [[Float]], after: [[Float]], rate: Double, penalty: Double,
    margin: ([[Double]]) -> Double
  ) {
    let start = before.map { $0.map(Double.init) }
    for vector in start.indices {
      for index in start[vector].indices {
        func shifted(_ by: Double) -> Double {
          var moved = start
          moved[vector][index] += by
          return objective(moved, penalty: penalty, margin: margin)
        }
        let slope = (shifted(1e-5) - shifted(-1e-5)) / 2e-5
        let step = Double(after[vector][index]) - start[vector][index]
        #expect(abs(step + rate * slope) < 2e-7 + 1e-5 * abs(rate * slope))
      }
    }
  }

  @Test(arguments: [false, true]) func factorizationStepsDescend(isBaseline: Bool) {
    let rank = Self.rank
    var users = values(3 * rank, seed: 1)
    var items = values(5 * rank, seed: 2)
    var biases = values(5, seed: 3)
    func touched() -> [[Float]] {
      [
        Array(users[rank..<2 * rank]), Array(items[..<rank]), Array(items[3 * rank..<4 * rank]),
        [biases[0]], [biases[3]],
      ]
    }
    func margin(_ v: [[Double]]) -> Double {
      v[3][0] - v[4][0] + zip(v[0], zip(v[1], v[2])).reduce(0) { $0 + $1.0 * ($1.1.0 - $1.1.1) }
    }
    let before = touched()
    let rows: [Int32] = [1, 2, 0, 3]
    let step = isBaseline ? mithridate_factorization_steps_baseline : mithridate_factorization_steps
    let loss = step(rank, 1, rows, 0.03, 0.2, &users, &items, &biases, 1)
    check(before: before, after: touched(), rate: 0.03, penalty: 0.2, margin: margin)
    let expected = log1p(exp(-margin(before.map { $0.map(Double.init) })))
    #expect(abs(loss - expected) < 1e-6)
  }

  @Test(arguments: [false, true]) func chainStepsDescend(isBaseline: Bool) {
    let rank = Self.rank
    var users = values(3 * rank, seed: 4)
    var contexts = values(5 * rank, seed: 5)
    var items = values(10 * rank, seed: 6)
    func touched() -> [[Float]] {
      [
        Array(users[rank..<2 * rank]), Array(contexts[2 * rank..<3 * rank]),
        Array(items[..<(2 * rank)]), Array(items[6 * rank..<8 * rank]),
      ]
    }
    func margin(_ v: [[Double]]) -> Double {
      let query = v[0] + v[1]
      return zip(query, zip(v[2], v[3])).reduce(0) { $0 + $1.0 * ($1.1.0 - $1.1.1) }
    }
    let before = touched()
    let rows: [Int32] = [1, 2, 0, 3]
    let step = isBaseline ? mithridate_chain_steps_baseline : mithridate_chain_steps
    let loss = step(rank, 1, rows, 0.03, 0.2, &users, &contexts, &items)
    check(before: before, after: touched(), rate: 0.03, penalty: 0.2, margin: margin)
    let expected = log1p(exp(-margin(before.map { $0.map(Double.init) })))
    #expect(abs(loss - expected) < 1e-6)
  }

  /// Whether the previous item is another one, the item or the negative itself.
  @Test(arguments: [false, true], [Int32(2), 0, 3])
  func translationStepsDescend(isBaseline: Bool, previous: Int32) {
    let rank = Self.rank
    var users = values(3 * rank, seed: 7)
    // Inside the unit ball, so that nothing is brought back.
    var items = values(5 * rank, seed: 8).map { $0 / 3 }
    var biases = values(5, seed: 9)
    var shared = values(rank, seed: 10)
    let distinct = previous == 2 ? [Int32(0), 3, 2] : [0, 3]
    func touched() -> [[Float]] {
      let points = distinct.map { item in Array(items[Int(item) * rank..<Int(item + 1) * rank]) }
      return [Array(users[rank..<2 * rank]), shared, [biases[0]], [biases[3]]] + points
    }
    let context = previous == 2 ? 6 : previous == 0 ? 4 : 5
    func margin(_ v: [[Double]]) -> Double {
      func distance(_ point: [Double]) -> Double {
        (0..<rank).reduce(0) { sum, k in
          let e = v[context][k] + v[0][k] + v[1][k] - point[k]
          return sum + e * e
        }
      }
      return v[2][0] - v[3][0] - distance(v[4]) + distance(v[5])
    }
    let before = touched()
    let rows: [Int32] = [1, previous, 0, 3]
    let step = isBaseline ? mithridate_translation_steps_baseline : mithridate_translation_steps
    // A context that is one of the two items is penalized as both.
    let penalty: Float = previous == 2 ? 0.2 : 0
    let loss = step(rank, 1, rows, 0.03, penalty, &users, &items, &biases, 1, &shared)
    check(before: before, after: touched(), rate: 0.03, penalty: Double(penalty), margin: margin)
    let expected = log1p(exp(-margin(before.map { $0.map(Double.init) })))
    #expect(abs(loss - expected) < 1e-6)
  }

  @Test func pointsAreBroughtBackIntoTheUnitBall() {
    var users = values(8, seed: 11)
    var items = values(40, seed: 12).map { $0 * 10 }
    var biases = [Float](repeating: 0, count: 5)
    var shared = [Float](repeating: 0, count: 8)
    _ = mithridate_translation_steps(
      8, 1, [0, 2, 0, 3], 0.1, 0, &users, &items, &biases, 1, &shared)
    for item in [0, 2, 3] {
      let length = items[item * 8..<item * 8 + 8].reduce(0) { $0 + $1 * $1 }
      #expect(abs(length - 1) < 1e-5)
    }
    #expect(items[8..<16].reduce(0) { $0 + $1 * $1 } > 1)
  }

  @Test func lossesOfExtremeMarginsAreFinite() {
    var users: [Float] = [100]
    var items: [Float] = [100, -100]
    var biases: [Float] = [0, 0]
    let right = mithridate_factorization_steps(
      1, 1, [0, -1, 0, 1], 0, 0, &users, &items, &biases, 1)
    let wrong = mithridate_factorization_steps(
      1, 1, [0, -1, 1, 0], 0, 0, &users, &items, &biases, 1)
    #expect(right == 0)
    #expect(abs(wrong - 20_000) < 1)
  }

  /// More samples than the kernel multiplies before it takes a logarithm.
  @Test func lossesOfManySamplesAddUp() {
    let count = 2345
    var users = values(1, seed: 13)
    var items = values(count, seed: 14).map { $0 * 30 }
    var biases = [Float](repeating: 0, count: count)
    let rows: [Int32] = (0..<Int32(count - 1)).flatMap { [0, -1, $0, $0 + 1] }
    let loss = mithridate_factorization_steps(
      1, count - 1, rows, 0, 0, &users, &items, &biases, 1)
    let expected = (0..<count - 1).reduce(0.0) {
      $0 + log1p(exp(-Double(users[0] * (items[$1] - items[$1 + 1]))))
    }
    #expect(abs(loss - expected) < 1e-6 * expected)
    users[0] = .nan
    #expect(
      mithridate_factorization_steps(1, count - 1, rows, 0, 0, &users, &items, &biases, 1).isNaN)
  }

  @Test func aNumberIsFoundWhereverItStands() {
    for count in 0..<40 {
      let numbers = (0..<Int32(count)).map { $0 * 3 }
      for value in Int32(-1)..<Int32(3 * count + 1) {
        #expect((mithridate_holds(count, numbers, value) != 0) == numbers.contains(value))
      }
    }
  }
}
