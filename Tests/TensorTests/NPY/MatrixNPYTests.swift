import Foundation
import Tensor
import Testing

@Suite struct MatrixNPYTests {
  private let matrix: Matrix<Double> = [[1.5, -2, 3.25], [0, 1e-300, .infinity]]
  private let single: Matrix<Float> = [[1.5, -2, 3.25], [0.1, 7, -0.0]]

  /// What is read from a file whose bytes are given in base64.
  private func read<Scalar>(_ base64: String) throws -> Matrix<Scalar> {
    try withFile(of: bytes(base64)) { try Matrix<Scalar>(npy: $0) }
  }

  /// The bytes that base64 stands for.
  private func bytes(_ base64: String) throws -> Data {
    try #require(Data(base64Encoded: base64, options: .ignoreUnknownCharacters))
  }

  /// Expects a file to hold the bytes that base64 stands for.
  private func expectBytes(_ url: URL, _ base64: String) throws {
    let (found, expected) = (try Data(contentsOf: url), try bytes(base64))
    #expect(found == expected)
  }

  /// Calls `body` with the path of a temporary file.
  private func withFile<Result>(
    of data: Data, _ body: (String) throws -> Result
  ) throws -> Result {
    try withTemporaryFolder { folder in
      let path = folder + "/array.npy"
      try data.write(to: URL(fileURLWithPath: path))
      return try body(path)
    }
  }

  @Test(arguments: [
    NPYFiles.doubleC, NPYFiles.doubleFortran, NPYFiles.doubleBigEndian, NPYFiles.version2,
    NPYFiles.version3,
  ])
  func readsWhatNumPyWrites(base64: String) throws {
    #expect(try read(base64) == matrix)
  }

  @Test func readsSinglePrecision() throws {
    let found: Matrix<Float> = try read(NPYFiles.floatC)
    #expect(found == single)
    #expect(found[1, 2].sign == .minus)
    let expected: Matrix<Float> = [[1.5, -2, 3.25], [0.1, 7, 8]]
    #expect(try read(NPYFiles.floatBigEndianFortran) == expected)
  }

  @Test func convertsBetweenPrecisions() throws {
    let expected: Matrix<Float> = [[1.5, -2, 3.25], [0, 0, .infinity]]
    #expect(try read(NPYFiles.doubleC) == expected)
    let found: Matrix<Double> = try read(NPYFiles.floatC)
    #expect(found[1, 0] == Double(Float(0.1)))
  }

  @Test func readsOneDimensionAndNone() throws {
    let column: Matrix<Double> = [[1], [2], [4]]
    #expect(try read(NPYFiles.oneDimension) == column)
    let vector = try withFile(of: bytes(NPYFiles.oneDimension)) { try Vector<Float>(npy: $0) }
    #expect(vector == [1, 2, 4])
    let empty: Matrix<Double> = try read(NPYFiles.empty)
    #expect(empty == Matrix(rows: 0, columns: 3))
  }

  @Test func writesTheBytesOfNumPy() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/written.npy"
      let url = URL(fileURLWithPath: path)
      try matrix.write(npy: path)
      try expectBytes(url, NPYFiles.doubleC)
      try matrix.write(npy: path, order: .columnMajor)
      try expectBytes(url, NPYFiles.doubleFortran)
      try single.write(npy: path)
      try expectBytes(url, NPYFiles.floatC)
      try Vector<Double>([1, 2, 4]).write(npy: path)
      try expectBytes(url, NPYFiles.oneDimension)
      try Matrix<Double>(rows: 0, columns: 3).write(npy: path)
      try expectBytes(url, NPYFiles.empty)
      let files = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(files == ["written.npy"])
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
          let found = try Matrix<Float>(npy: path)
          #expect(found == matrix)
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
        let found = try Matrix<Float>(npy: path)
        #expect(found == large)
      }
    }
  }

  @Test func writingReplacesAFileOrLeavesIt() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/factors.npy"
      try matrix.write(npy: path)
      try (matrix * 0.5).write(npy: path)
      let found = try Matrix<Double>(npy: path)
      #expect(found[0, 0] == 0.75)
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
