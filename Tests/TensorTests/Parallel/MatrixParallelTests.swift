import Tensor
import Testing

@Suite struct MatrixParallelTests {
  @Test func blocksSeeTheirOwnColumns() {
    for threads in [1, 2, 3, 8] {
      var matrix = Matrix<Double>(rows: 3, columns: 10) { Double($0 + 10 * $1) }
      matrix.updateColumns(
        chunk: 4, parallelism: Parallelism(threads: threads), workspace: { 0.5 }
      ) { columns, elements, scratch in
        #expect(elements.count == 3 * columns.count)
        for column in columns {
          for row in 0..<3 { elements[3 * (column - columns.lowerBound) + row] += scratch }
        }
      }
      #expect(matrix == Matrix(rows: 3, columns: 10) { Double($0 + 10 * $1) + 0.5 })
    }
  }

  @Test func copiesAreNotChanged() {
    let original = Matrix<Float>(rows: 2, columns: 2, repeating: 1)
    var copy = original
    copy.updateColumns(chunk: 1, parallelism: Parallelism(threads: 2), workspace: {}) {
      columns, elements, _ in elements[0] = Float(columns.lowerBound)
    }
    #expect(original == Matrix(rows: 2, columns: 2, repeating: 1))
    #expect(copy == Matrix(rows: 2, columns: 2, columnMajor: [0, 1, 1, 1]))
  }

  @Test func theFirstErrorInColumnOrderWins() {
    for threads in [1, 2, 3, 8] {
      #expect(throws: TensorError.notFinite(row: 0, column: 2)) {
        var matrix = Matrix<Float>(rows: 1, columns: 20)
        try matrix.updateColumns(
          chunk: 1, parallelism: Parallelism(threads: threads), workspace: {}
        ) { columns, _, _ throws(TensorError) in
          if columns.lowerBound >= 2 { throw .notFinite(row: 0, column: columns.lowerBound) }
        }
      }
    }
  }

  @Test func emptyMatricesHaveNoBlocksOrEmptyOnes() {
    var none = Matrix<Float>(rows: 3, columns: 0)
    none.updateColumns(chunk: 1, parallelism: .serial, workspace: {}) { _, _, _ in
      Issue.record("a block of nothing")
    }
    var flat = Matrix<Float>(rows: 0, columns: 3)
    flat.updateColumns(chunk: 2, parallelism: Parallelism(threads: 2), workspace: {}) {
      _, elements, _ in
      #expect(elements.count == 0)
    }
    #expect(flat.columns == 3)
  }
}
