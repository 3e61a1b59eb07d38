import Tensor
import Testing

@Suite struct VectorTests {
  private let x: Vector<Double> = [3, 4, 0]
  private let y: Vector<Double> = [1, -1, 2]

  @Test func isACollectionOfItsElements() {
    #expect(x.count == 3 && x[1] == 4 && x.elements == [3, 4, 0])
    #expect(Vector(count: 2, repeating: 7.0) == [7, 7])
    #expect(Vector(stride(from: 1.0, through: 3, by: 1)) == [1, 2, 3])
    var copy = x
    copy[2] = 5
    copy.withMutableSpan { $0[0] = 9 }
    #expect(copy == [9, 4, 5] && x == [3, 4, 0])
    #expect(x.withSpan { $0.count } == 3)
    #expect(x.max() == 4)
  }

  @Test func arithmetic() {
    #expect(x + y == [4, 3, 2])
    #expect(x - y == [2, 5, -2])
    #expect(-y == [-1, 1, -2])
    #expect(x * 2 == [6, 8, 0] && 2 * x == x * 2 && x / 2 == [1.5, 2, 0])
    var z = x
    z += y
    z -= x
    z *= 4
    z /= 2
    #expect(z == [2, -2, 4])
    z.add(x, times: -1)
    #expect(z == [-1, -6, 4])
  }

  @Test func products() {
    #expect(x.dot(y) == -1)
    #expect(x.norm == 5)
    #expect(x.outerProduct([1, 2]) == [[3, 6], [4, 8], [0, 0]])
    let empty = Vector<Float>([])
    #expect(empty.dot(empty) == 0 && empty.norm == 0)
    #expect(Vector<Float>([3e30, 4e30]).norm.isFinite)
  }

  @Test func approximateEquality() {
    #expect(x.isApproximatelyEqual(to: x * (1 + 1e-12)))
    #expect(!x.isApproximatelyEqual(to: y))
    #expect(!x.isApproximatelyEqual(to: [3, 4]))
    #expect(x.isApproximatelyEqual(to: x * 1.01, relativeTolerance: 0.02))
  }

  @Test func differentLengthsTrap() async {
    await #expect(processExitsWith: .failure) { _ = Vector<Float>([1]) + Vector<Float>([1, 2]) }
    await #expect(processExitsWith: .failure) { _ = Vector<Float>([1]).dot([1, 2]) }
    await #expect(processExitsWith: .failure) { _ = Vector<Float>([1])[1] }
  }
}
