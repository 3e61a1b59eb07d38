import CKernels
import Foundation
import Tensor
import Testing

/// `Matrix+Softmax.swift` and its kernel, in both versions.
@Suite struct MatrixSoftmaxTests {
  private func logits(_ count: Int) -> (logits: [Float], offsets: [Float]) {
    var rng = SeededGenerator(seed: UInt64(count))
    return (
      (0..<count).map { _ in Float(rng.nextNormal(deviation: 8)) },
      (0..<count).map { _ in Float(rng.nextNormal()) }
    )
  }

  @Test(arguments: [1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 100, 1001])
  func versionsAgreeWithTheDefinition(count: Int) {
    let (start, offsets) = logits(count)
    let target = count / 2
    for kernel in [mithridate_softmax_f32, mithridate_softmax_baseline_f32] {
      for hasOffsets in [false, true] {
        var values = start
        let loss = kernel(&values, count, hasOffsets ? offsets : nil, target, 0.5)
        let sums = start.indices.map { Double(start[$0] + (hasOffsets ? offsets[$0] : 0)) }
        let largest = sums.max()!
        let total = sums.reduce(0) { $0 + exp($1 - largest) }
        let expected = log(total) - (sums[target] - largest)
        #expect(abs(Double(loss) - expected) < 1e-6 * (1 + expected))
        for place in 0..<count {
          let share = exp(sums[place] - largest) / total
          let derivative = 0.5 * (share - (place == target ? 1 : 0))
          #expect(abs(Double(values[place]) - derivative) < 3e-7)
        }
      }
    }
  }

  @Test func extremesDoNotOverflow() {
    for kernel in [mithridate_softmax_f32, mithridate_softmax_baseline_f32] {
      var values: [Float] = [3e38, -3e38, 0, -.infinity, 1]
      #expect(kernel(&values, 5, nil, 2, 1) == 3e38)
      #expect(values == [1, 0, -1, 0, 0])
      var bad: [Float] = [1, .nan, 2, 0, 0, 0, 0, 0, 0]
      #expect(kernel(&bad, 9, nil, 0, 1).isNaN)
    }
  }

  @Test func singleAndDoubleAgreeOnMatrices() {
    let (start, offsets) = logits(30)
    var single = Matrix<Float>(rows: 10, columns: 3, columnMajor: start)
    var double = Matrix<Double>(converting: single)
    let added = Matrix<Float>(rows: 10, columns: 1, columnMajor: Array(offsets[..<10]))
    let loss = single.formCrossEntropyGradient(targets: [2, 9, 0], offsets: added) { _ in 0.25 }
    let exact = double.formCrossEntropyGradient(
      targets: [2, 9, 0], offsets: Matrix(converting: added)
    ) { _ in 0.25 }
    #expect(abs(loss - exact) < 1e-6 * exact)
    let difference = Matrix<Double>(converting: single) - double
    #expect(difference.columnMajorElements.allSatisfy { abs($0) < 2e-7 })
  }

  @Test func finiteOrNot() {
    #expect(Matrix<Float>(rows: 2, columns: 2, repeating: 1).isFinite)
    #expect(!Matrix<Double>(rows: 1, columns: 2, columnMajor: [1, .nan]).isFinite)
    #expect(!Matrix<Float>(rows: 2, columns: 1, columnMajor: [1, -.infinity]).isFinite)
    #expect(Matrix<Float>(rows: 0, columns: 3).isFinite)
  }
}
