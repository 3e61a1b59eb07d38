import Foundation
import Tensor
import Testing

/// Descriptions and coding.
@Suite struct MatrixTextTests {
  @Test func describesRowsInAlignedColumns() {
    let matrix: Matrix<Double> = [[1, -2.5], [10, 0]]
    #expect(
      matrix.description == """
        2 × 2 matrix of Double
           1.0  -2.5
          10.0   0.0
        """)
    #expect(Matrix<Float>(rows: 0, columns: 3).description == "0 × 3 matrix of Float")
    #expect(([1, 2.5] as Vector<Double>).description == "[1.0, 2.5]")
    #expect(Vector<Double>([]).description == "[]")
  }

  @Test func describesTheCornersOfLargeMatrices() {
    let text = Matrix<Double>(rows: 100, columns: 3) { Double(3 * $0 + $1) }.description
    let lines = text.split(separator: "\n")
    #expect(lines.count == 1 + 6 + 1 + 6)
    #expect(lines[7].contains("…") && !lines[6].contains("…"))
    #expect(lines.last?.contains("299.0") == true)
    #expect(Vector<Double>(count: 50).description.contains("0.0, …, 0.0"))
  }

  @Test func codingRoundTrips() throws {
    let matrix: Matrix<Double> = [[0.1, -2], [3, 1e-300]]
    let data = try JSONEncoder().encode(matrix)
    #expect(try JSONDecoder().decode(Matrix<Double>.self, from: data) == matrix)
    let empty = Matrix<Float>(rows: 0, columns: 3)
    let emptyData = try JSONEncoder().encode(empty)
    #expect(try JSONDecoder().decode(Matrix<Float>.self, from: emptyData) == empty)
    let vector: Vector<Float> = [0.1, 2]
    let vectorData = try JSONEncoder().encode(vector)
    #expect(String(decoding: vectorData, as: UTF8.self).hasPrefix("[0.1"))
    #expect(try JSONDecoder().decode(Vector<Float>.self, from: vectorData) == vector)
  }

  @Test func decodingRejectsImpossibleShapes() {
    for text in [
      #"{"rows": 2, "columns": 2, "elements": [1, 2, 3]}"#,
      #"{"rows": -1, "columns": -2, "elements": [1, 2]}"#,
      #"{"rows": 4611686018427387904, "columns": 4, "elements": []}"#,
    ] {
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode(Matrix<Double>.self, from: Data(text.utf8))
      }
    }
  }
}
