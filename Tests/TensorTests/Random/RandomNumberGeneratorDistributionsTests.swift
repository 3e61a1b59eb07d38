import CKernels
import Foundation
import Tensor
import Testing

/// Digits from References/random.py.
@Suite struct RandomNumberGeneratorDistributionsTests {
  @Test func uniformsMatchTheReference() {
    var rng = SeededGenerator(seed: 42)
    #expect(
      (0..<3).map { _ in rng.nextUniform() } == [
        0.08386297105988216, 0.3789802506626686, 0.6800434110281394,
      ])
  }

  @Test func normalsMatchTheReference() {
    var rng = SeededGenerator(seed: 42)
    for expected in [
      -0.303263064678738, 1.3438117634372806, 0.3834617912676943, 0.9369624250258953,
    ] {
      #expect(abs(rng.nextNormal() - expected) <= 4 * expected.ulp)
    }
    var first = SeededGenerator(seed: 1)
    var second = SeededGenerator(seed: 1)
    let standard = first.nextNormal()
    #expect(second.nextNormal(mean: 3, deviation: 0.5) == 3 + 0.5 * standard)
  }

  /// Bounds are five standard errors of each moment.
  @Test func normalsHaveNormalMoments() {
    let count = 60_000.0
    var rng = SeededGenerator(seed: 7)
    var moments = [0.0, 0, 0, 0]
    var within = 0.0
    for _ in 0..<Int(count) {
      let x = rng.nextNormal()
      var power = 1.0
      for order in moments.indices {
        power *= x
        moments[order] += power / count
      }
      if abs(x) < 1 { within += 1 / count }
    }
    for (moment, (expected, variance)) in zip(moments, [(0.0, 1.0), (1, 2), (0, 15), (3, 96)]) {
      #expect(abs(moment - expected) < 5 * (variance / count).squareRoot())
    }
    #expect(abs(within - 0.6826894921) < 5 * (0.2166 / count).squareRoot())
  }

  @Test func generatorsAtTheirExtremesStayInRange() {
    var zeros = ConstantGenerator(value: 0)
    var ones = ConstantGenerator(value: .max)
    #expect(zeros.nextUniform() == 0)
    #expect(ones.nextUniform() == 1 - 0x1p-53)
    #expect(zeros.nextNormal() == 0)
    #expect(ones.nextNormal().isFinite)
    #expect(ones.nextIndex(below: 10) == 9)
    #expect(ones.nextIndex(below: 1) == 0)
  }

  @Test(arguments: [0, 1e-3, 0.01, 1, 1e30])
  func manyNormalsAreTheRoundedOnes(deviation: Double) {
    var rng = SeededGenerator(seed: 11)
    var single = rng
    let numbers = rng.nextNormals(200_000, deviation: deviation)
    let expected = numbers.map { _ in Float(single.nextNormal(deviation: deviation)) }
    #expect(numbers.map(\.bitPattern) == expected.map(\.bitPattern))
    #expect(rng == single)
  }

  /// The kernel alone, at the ends of quadrants too, where a cosine is 0 or ±1.
  @Test func theKernelDoubtsSeldomAndIsRightElse() {
    var rng = SeededGenerator(seed: 12)
    var uniforms = (0..<100_000).map { _ in rng.nextUniform() }
    for first in [0, 0x1p-53, 0.25, 0.5, 1 - 0x1p-53] {
      for quadrant in 0..<4 {
        for step in [-0x1p-53, 0, 0x1p-53] {
          uniforms += [first, max(0, Double(quadrant) / 4 + step)]
        }
      }
    }
    let count = uniforms.count / 2
    for kernel in [mithridate_normals, mithridate_normals_baseline] {
      var numbers = [Float](repeating: 0, count: count)
      kernel(count, uniforms, 0.1, &numbers)
      var doubted = 0
      for (index, number) in numbers.enumerated() {
        let radius = (-2 * log(1 - uniforms[2 * index])).squareRoot()
        let exact = 0 + 0.1 * radius * cos(2 * .pi * uniforms[2 * index + 1])
        if number.isNaN { doubted += 1 } else { #expect(number == Float(exact)) }
      }
      #expect(doubted < count / 1000)
    }
  }

  /// χ² of 7 classes: above 30 once in 25,000 seeds.
  @Test func indicesAreUniform() {
    var rng = SeededGenerator(seed: 5)
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<21_000 { counts[rng.nextIndex(below: 7)] += 1 }
    let statistic = counts.reduce(0) { $0 + pow(Double($1) - 3000, 2) / 3000 }
    #expect(statistic < 30)
  }

  /// Three quarters of 2⁶³ as a bound: a quarter of all products is rejected, or the lower half of
  /// the range would be drawn too often.
  @Test func largeBoundsAreNotBiased() {
    let bound = Int.max / 4 * 3
    var rng = SeededGenerator(seed: 6)
    let low = (0..<4000).count { _ in rng.nextIndex(below: bound) < bound / 2 }
    #expect(abs(Double(low) - 2000) < 5 * 1000.squareRoot())
  }

  @Test func normalsCanBeSkipped() {
    var (drawn, skipped) = (SeededGenerator(seed: 8), SeededGenerator(seed: 8))
    for _ in 0..<13 { _ = drawn.nextNormal() }
    skipped.skipNormals(13)
    #expect(drawn == skipped)
  }

  @Test func aBoundOfZeroTraps() async {
    await #expect(processExitsWith: .failure) {
      var rng = SeededGenerator(seed: 1)
      _ = rng.nextIndex(below: 0)
    }
  }
}

/// A generator that always says the same.
private struct ConstantGenerator: RandomNumberGenerator {
  let value: UInt64
  mutating func next() -> UInt64 { value }
}
