import Foundation
import Tensor
import Testing

@Suite struct MatrixNPYTests {
  private let matrix: Matrix<Double> = [[1.5, -2, 3.25], [0, 1e-300, .infinity]]
  private let single: Matrix<Float> = [[1.5, -2, 3.25], [0.1, 7, -0.0]]

  /// Writes base64 to a file of a temporary folder and calls `body` with its path.
  private func withFile(_ base64: String, _ body: (String) throws -> Void) throws {
    let data = try #require(Data(base64Encoded: base64, options: .ignoreUnknownCharacters))
    try withFile(data, body)
  }

  private func withFile(_ data: Data, _ body: (String) throws -> Void) throws {
    try withTemporaryFolder { folder in
      let path = folder + "/array.npy"
      try data.write(to: URL(fileURLWithPath: path))
      try body(path)
    }
  }

  @Test(arguments: [
    NPYFiles.doubleC, NPYFiles.doubleFortran, NPYFiles.doubleBigEndian, NPYFiles.version2,
    NPYFiles.version3,
  ])
  func readsWhatNumPyWrites(base64: String) throws {
    try withFile(base64) { path in
      #expect(try Matrix<Double>(npy: path) == matrix)
    }
  }

  @Test func readsSinglePrecision() throws {
    try withFile(NPYFiles.floatC) { path in
      let read = try Matrix<Float>(npy: path)
      #expect(read == single)
      #expect(read[1, 2].sign == .minus)
    }
    try withFile(NPYFiles.floatBigEndianFortran) { path in
      #expect(try Matrix<Float>(npy: path) == [[1.5, -2, 3.25], [0.1, 7, 8]])
    }
  }

  @Test func convertsBetweenPrecisions() throws {
    try withFile(NPYFiles.doubleC) { path in
      #expect(try Matrix<Float>(npy: path) == [[1.5, -2, 3.25], [0, 0, .infinity]])
    }
    try withFile(NPYFiles.floatC) { path in
      #expect(try Matrix<Double>(npy: path)[1, 0] == Double(Float(0.1)))
    }
  }

  @Test func readsOneDimensionAndNone() throws {
    try withFile(NPYFiles.oneDimension) { path in
      #expect(try Matrix<Double>(npy: path) == [[1], [2], [4]])
      #expect(try Vector<Float>(npy: path) == [1, 2, 4])
    }
    try withFile(NPYFiles.empty) { path in
      #expect(try Matrix<Double>(npy: path) == Matrix(rows: 0, columns: 3))
    }
  }

  @Test func writesTheBytesOfNumPy() throws {
    func bytes(_ base64: String) throws -> Data {
      try #require(Data(base64Encoded: base64, options: .ignoreUnknownCharacters))
    }
    try withTemporaryFolder { folder in
      let path = folder + "/written.npy"
      let url = URL(fileURLWithPath: path)
      try matrix.write(npy: path)
      #expect(try Data(contentsOf: url) == bytes(NPYFiles.doubleC))
      try matrix.write(npy: path, order: .columnMajor)
      #expect(try Data(contentsOf: url) == bytes(NPYFiles.doubleFortran))
      try single.write(npy: path)
      #expect(try Data(contentsOf: url) == bytes(NPYFiles.floatC))
      try Vector<Double>([1, 2, 4]).write(npy: path)
      #expect(try Data(contentsOf: url) == bytes(NPYFiles.oneDimension))
      try Matrix<Double>(rows: 0, columns: 3).write(npy: path)
      #expect(try Data(contentsOf: url) == bytes(NPYFiles.empty))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["written.npy"])
    }
  }

  @Test func headersAlignTheData() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/written.npy"
      for (rows, columns) in [(1, 1), (12_345, 2), (3, 678), (1, 0)] {
        let matrix = seededMatrix(rows, columns, seed: 1, of: Float.self)
        for order in [ElementOrder.rowMajor, .columnMajor] {
          try matrix.write(npy: path, order: order)
          let data = try Data(contentsOf: URL(fileURLWithPath: path))
          let headerLength = Int(data[8]) + 256 * Int(data[9])
          #expect((10 + headerLength) % 64 == 0)
          #expect(data.count == 10 + headerLength + 4 * rows * columns)
          #expect(data[9 + headerLength] == UInt8(ascii: "\n"))
          #expect(try Matrix<Float>(npy: path) == matrix)
        }
      }
    }
  }

  @Test func largeArraysGoThroughInPieces() throws {
    // More elements than one piece of the reader or the writer.
    let large = Matrix<Float>(rows: 1100, columns: 1000) { Float($0) - 2 * Float($1) }
    try withTemporaryFolder { folder in
      let path = folder + "/large.npy"
      for order in [ElementOrder.rowMajor, .columnMajor] {
        try large.write(npy: path, order: order)
        #expect(try Matrix<Float>(npy: path) == large)
      }
    }
  }

  @Test func writingReplacesAFileOrLeavesIt() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/factors.npy"
      try matrix.write(npy: path)
      try (matrix * 0.5).write(npy: path)
      #expect(try Matrix<Double>(npy: path)[0, 0] == 0.75)
      let missing = folder + "/missing/factors.npy"
      #expect(throws: TensorError.file(path: missing, reason: "No such file or directory")) {
        do throws(TensorError) { try matrix.write(npy: missing) } catch {
          guard case .file(let path, let reason) = error else { throw error }
          throw TensorError.file(
            path: path.hasPrefix(missing) ? missing : path, reason: reason)
        }
      }
      let occupied = folder + "/folder"
      try FileManager.default.createDirectory(
        atPath: occupied + "/inner", withIntermediateDirectories: true)
      #expect(throws: TensorError.self) { try matrix.write(npy: occupied) }
      let left = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(left.sorted() == ["factors.npy", "folder"])
    }
  }
}
