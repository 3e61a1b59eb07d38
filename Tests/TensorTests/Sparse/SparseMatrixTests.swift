import Tensor
import Testing

@Suite struct SparseMatrixTests {
  /// [[0, 2, 0], [0, 0, 0], [1, 0, −3]] and a stored zero at (2, 1).
  private let small: SparseMatrix<Double>

  init() throws {
    small = try SparseMatrix(
      rows: 3, columns: 3, entries: [(2, 2, -3), (0, 1, 2), (2, 0, 1), (2, 1, 0)])
  }

  @Test func sortsEntriesIntoRows() {
    #expect(small.offsets == [0, 1, 1, 4])
    #expect(small.indices == [1, 0, 1, 2])
    #expect(small.values == [2, 1, 0, -3])
    #expect(small.range(ofRow: 2) == 1..<4 && small.count == 4)
  }

  @Test func readsSingleElements() {
    #expect(small[0, 1] == 2 && small[2, 2] == -3 && small[2, 1] == 0)
    #expect(small[1, 1] == 0 && small[0, 2] == 0 && small[0, 0] == 0)
  }

  @Test func convertsToDenseAndBack() {
    let dense: Matrix<Double> = [[0, 2, 0], [0, 0, 0], [1, 0, -3]]
    #expect(small.toDense() == dense)
    #expect(SparseMatrix(dense).toDense() == dense)
    #expect(SparseMatrix(dense).count == 3)
  }

  @Test func transposes() {
    #expect(small.transposed.toDense() == small.toDense().transposed)
    #expect(small.transposed.transposed == small)
    #expect(small.transposed.count == 4)
  }

  @Test func takesValidCompressedRows() throws {
    let matrix = try SparseMatrix<Float>(
      rows: 2, columns: 3, offsets: [0, 2, 3], indices: [0, 2, 1], values: [1, 2, 3])
    #expect(matrix.toDense() == [[1, 0, 2], [0, 3, 0]])
    let empty = try SparseMatrix<Float>(
      rows: 0, columns: 0, offsets: [0], indices: [], values: [])
    #expect(empty.toDense().isEmpty && empty.transposed == empty)
  }

  @Test func rejectsInvalidCompressedRows() {
    func rejects(
      _ name: String, rows: Int = 2, columns: Int = 3, offsets: [Int] = [0, 2, 3],
      indices: [Int32] = [0, 2, 1], values: [Float] = [1, 2, 3]
    ) {
      #expect {
        try SparseMatrix<Float>(
          rows: rows, columns: columns, offsets: offsets, indices: indices, values: values)
      } throws: {
        guard case .invalidArgument(name, _)? = $0 as? TensorError else { return false }
        return true
      }
    }
    rejects("rows", rows: -1)
    rejects("columns", columns: 1 << 31)
    rejects("offsets", offsets: [0, 3])
    rejects("offsets", offsets: [1, 2, 3])
    rejects("offsets", offsets: [0, 2, 4])
    rejects("offsets", offsets: [0, 4, 3])
    rejects("offsets", offsets: [0, -1, 3])
    rejects("values", values: [1, 2])
    rejects("indices", indices: [2, 0, 1])
    rejects("indices", indices: [1, 1, 1])
    rejects("indices", indices: [0, 3, 1])
    rejects("indices", indices: [-1, 2, 1])
  }

  @Test func rejectsEntriesOutsideOrTwice() {
    for place in [(-1, 0), (2, 0), (0, 3), (0, -1)] {
      #expect(throws: TensorError.self) {
        try SparseMatrix<Float>(rows: 2, columns: 3, entries: [(place.0, place.1, 1)])
      }
    }
    #expect(
      throws: TensorError.invalidArgument(name: "entries", requirement: "(1, 2) occurs twice")
    ) {
      try SparseMatrix<Float>(
        rows: 2, columns: 3, entries: [(1, 2, 1), (0, 0, 1), (1, 2, 1)])
    }
  }

  @Test func combinesEntriesInOnePlaceInTheirOrder() throws {
    let entries: [(row: Int, column: Int, value: Double)] = [
      (0, 1, 1), (1, 0, 5), (0, 1, 10), (0, 1, 100), (0, 0, 7),
    ]
    let sums = try SparseMatrix(rows: 2, columns: 2, entries: entries, combining: +)
    #expect(sums.toDense() == [[7, 111], [5, 0]] && sums.count == 3)
    let last = try SparseMatrix(rows: 2, columns: 2, entries: entries) { $1 }
    #expect(last[0, 1] == 100)
  }

  @Test func describesItsEntries() {
    #expect(
      small.description == """
        3 × 3 sparse matrix of Double, 4 stored
          (0, 1)  2.0
          (2, 0)  1.0
          (2, 1)  0.0
          (2, 2)  -3.0
        """)
    let long = SparseMatrix(Matrix<Double>(rows: 5, columns: 8, repeating: 1)).description
    #expect(long.split(separator: "\n").count == 14 && long.contains("\n  …\n"))
  }
}
