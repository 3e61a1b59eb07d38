import Foundation
import Tensor
import Testing

/// Files that are not what they should be.
@Suite struct NPYReaderTests {
  /// Expects that reading fails with this path and a reason that holds `part`.
  private func expectFailure(
    _ data: Data, _ part: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try withTemporaryFolder { folder in
      let path = folder + "/bad.npy"
      try data.write(to: URL(fileURLWithPath: path))
      expectFailure(path, part, sourceLocation: sourceLocation)
    }
  }

  private func expectFailure(
    _ path: String, _ part: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(sourceLocation: sourceLocation) {
      _ = try Matrix<Double>(npy: path)
    } throws: {
      guard case .file(path, let reason)? = $0 as? TensorError else { return false }
      return reason.contains(part)
    }
  }

  private func decoded(_ base64: String) throws -> Data {
    try #require(Data(base64Encoded: base64, options: .ignoreUnknownCharacters))
  }

  /// A file of version 1 with this dictionary and `count` bytes of data.
  private func file(_ dictionary: String, bytes count: Int) -> Data {
    let text = Data(dictionary.utf8)
    let magic = Data([0x93]) + Data("NUMPY".utf8) + Data([1, 0])
    return magic + Data([UInt8(text.count % 256), UInt8(text.count / 256)]) + text
      + Data(count: count)
  }

  @Test func rejectsOtherElementTypes() throws {
    try expectFailure(decoded(NPYFiles.integers), "'<i8'")
    try expectFailure(decoded(NPYFiles.halves), "'<f2'")
    try expectFailure(decoded(NPYFiles.objects), "object arrays")
    try expectFailure(decoded(NPYFiles.structured), "structured arrays")
  }

  @Test func rejectsOtherDimensions() throws {
    try expectFailure(decoded(NPYFiles.threeDimensions), "3 dimensions")
    try expectFailure(decoded(NPYFiles.noDimension), "0 dimensions")
    try withTemporaryFolder { folder in
      let path = folder + "/matrix.npy"
      try decoded(NPYFiles.doubleC).write(to: URL(fileURLWithPath: path))
      #expect(throws: TensorError.file(path: path, reason: "2 dimensions, not the one of a vector"))
      {
        try Vector<Double>(npy: path)
      }
    }
  }

  @Test func rejectsEveryTruncation() throws {
    let whole = try decoded(NPYFiles.doubleC)
    for length in 0..<whole.count {
      try withTemporaryFolder { folder in
        let path = folder + "/cut.npy"
        try whole.prefix(length).write(to: URL(fileURLWithPath: path))
        #expect(throws: TensorError.self) { try Matrix<Double>(npy: path) }
      }
    }
    try expectFailure(whole.dropLast(), "47 bytes of data where the shape [2, 3] needs 48")
    try expectFailure(whole + Data(count: 8), "56 bytes of data")
  }

  @Test func survivesEveryDamagedHeaderByte() throws {
    let whole = try decoded(NPYFiles.floatC)
    for position in 0..<whole.count - 24 {
      var damaged = whole
      damaged[position] ^= 0x15
      try withTemporaryFolder { folder in
        let path = folder + "/damaged.npy"
        try damaged.write(to: URL(fileURLWithPath: path))
        // Some damage is none, in the padding: a matrix or a typed error, never a crash.
        do throws(TensorError) {
          let read = try Matrix<Float>(npy: path)
          #expect(read.rows * read.columns == 6)
        } catch {
          guard case .file(path, _) = error else {
            Issue.record("an error of another kind: \(error)")
            return
          }
        }
      }
    }
  }

  @Test func rejectsOtherFilesAndVersions() throws {
    try expectFailure(Data(), "too short")
    try expectFailure(Data("user,item,rating\n1,2,3\n".utf8), "not an NPY file")
    var other = try decoded(NPYFiles.doubleC)
    other[6] = 4
    try expectFailure(other, "NPY version 4.0")
    other[6] = 0
    try expectFailure(other, "NPY version 0.0")
    var long = try decoded(NPYFiles.version2)
    long.replaceSubrange(8..<12, with: [0xff, 0xff, 0xff, 0xff])
    try expectFailure(long, "a header of 4294967295 bytes")
  }

  @Test func rejectsImpossibleShapes() throws {
    func header(_ shape: String) -> String {
      "{'descr': '<f8', 'fortran_order': False, 'shape': \(shape), }"
    }
    try expectFailure(file(header("(-1, 3)"), bytes: 8), "no number")
    try expectFailure(file(header("(9223372036854775807, 9)"), bytes: 8), "beyond memory")
    try expectFailure(file(header("(99999999999999999999999, 1)"), bytes: 8), "corrupt")
    try expectFailure(file(header("(4294967296, 4294967296)"), bytes: 8), "beyond memory")
    try expectFailure(file(header("(0, 4294967296)"), bytes: 0), "beyond memory")
    try expectFailure(file(header("(100000, 100000)"), bytes: 8), "needs 80000000000")
    try expectFailure(file(header("('a', 1)"), bytes: 8), "no number")
    try expectFailure(file(header("((1, 1))"), bytes: 8), "no number")
  }

  @Test func rejectsCorruptDictionaries() throws {
    for dictionary in [
      "", "{}", "[1, 2]", "{'descr': '<f8'}",
      "{'descr': '<f8', 'fortran_order': False, 'shape': (1",
      "{'descr': '<f8', 'fortran_order': 0, 'shape': (1,)}",
      "{'descr': '<f8', 'fortran_order': False, 'shape': 1}",
      "{'descr': '<f8', 'fortran_order': False, 'shape': (1,), 'more': 1}",
      "{'descr': '<f8', 'descr': '<f8', 'fortran_order': False, 'shape': (1,)}",
      "{'descr': '<f8, 'fortran_order': False, 'shape': (1,)}",
      "{'descr': '<f8', 'fortran_order': False, 'shape': (1,)} trailing",
      "{'descr': '<f8', 'fortran_order': False, 'shape': ((((((((((((1,),),),),),),),),),),)}",
    ] {
      try expectFailure(file(dictionary, bytes: 8), "corrupt NPY header")
    }
  }

  @Test func readsHeadersOfOtherWriters() throws {
    for dictionary in [
      "{'shape': (2L, 1L), 'fortran_order': True, 'descr': '=f8'}",
      "{\"descr\":\"f8\",\"fortran_order\":False,\"shape\":[2, 1]}   \n",
      " { 'descr' : '<f8' , 'fortran_order' : False , 'shape' : ( 2 , 1 , ) , } ",
    ] {
      try withTemporaryFolder { folder in
        let path = folder + "/other.npy"
        try file(dictionary, bytes: 16).write(to: URL(fileURLWithPath: path))
        #expect(try Matrix<Double>(npy: path) == [[0], [0]])
      }
    }
  }

  @Test func rejectsPathsThatAreNoFiles() throws {
    try withTemporaryFolder { folder in
      expectFailure(folder + "/missing.npy", "No such file or directory")
      expectFailure(folder, "not a regular file")
    }
    expectFailure("/dev/null", "not a regular file")
  }
}
