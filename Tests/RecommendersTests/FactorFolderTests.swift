import Foundation
import RecommenderData
import Tensor
import Testing

@testable import Recommenders

@Suite final class FactorFolderTests {
  let path = FileManager.default.temporaryDirectory
    .appendingPathComponent("mithridate-\(UUID().uuidString)").path

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { "\(path)/\(name)" }

  /// Ratings of the given users and items, in an order of their own.
  func ratings(_ users: [String], _ items: [String]) throws -> RatingMatrix {
    try RatingMatrix(
      userCount: users.count, itemCount: items.count,
      ratings: users.indices.map { Rating(user: $0, item: $0 % items.count, value: 3) },
      scale: .fiveStars, userIdentifiers: users, itemIdentifiers: items)
  }

  let factors = MatrixFactorization<Double>.Factors(
    users: Matrix(rows: 2, columns: 3, columnMajor: [1, 2, 3, 4, 5, 6]),
    items: Matrix(rows: 2, columns: 2, columnMajor: [7, 8, 9, 10]))

  func writeFactors() throws {
    try FactorFolder(path: path).write(factors, of: ratings(["a", "b", "c"], ["x", "y"]))
  }

  func expectFile(_ name: String, _ reason: String, for ratings: RatingMatrix) throws {
    do {
      let _: MatrixFactorization<Double>.Factors = try FactorFolder(path: path).read(for: ratings)
      Issue.record("factors of others were accepted")
    } catch let error as RecommenderError {
      #expect(error == .file(path: file(name), reason: reason))
    }
  }

  @Test func writesARowForEachUserInCOrder() throws {
    try writeFactors()
    let data = try Data(contentsOf: URL(fileURLWithPath: file("user_factors.npy")))
    let header = String(decoding: data.prefix(128), as: UTF8.self)
    #expect(header.contains("'fortran_order': False"))
    #expect(header.contains("'shape': (3, 2)"))
    // A row for each user, as columns here.
    #expect(data.suffix(48) == [1.0, 2, 3, 4, 5, 6].withUnsafeBytes { Data($0) })
    #expect(try String(contentsOfFile: file("users.txt"), encoding: .utf8) == "a\nb\nc\n")
    #expect(try String(contentsOfFile: file("items.txt"), encoding: .utf8) == "x\ny\n")
    #expect(try FileManager.default.contentsOfDirectory(atPath: path).count == 4)
  }

  @Test func readsIntoTheOrderOfTheRatings() throws {
    try writeFactors()
    let read: MatrixFactorization<Double>.Factors = try FactorFolder(path: path)
      .read(for: ratings(["c", "a", "b"], ["y", "x"]))
    #expect(read.users == Matrix(rows: 2, columns: 3, columnMajor: [5, 6, 1, 2, 3, 4]))
    #expect(read.items == Matrix(rows: 2, columns: 2, columnMajor: [9, 10, 7, 8]))
  }

  @Test func rejectsFactorsOfOthers() throws {
    try writeFactors()
    try expectFile(
      "users.txt", "lacks the user 'd' of the ratings",
      for: ratings(["a", "b", "d"], ["x", "y"]))
    try expectFile(
      "items.txt", "holds 2 items and the ratings 1", for: ratings(["a", "b", "c"], ["x"]))
  }

  @Test func rejectsFilesThatDoNotFitEachOther() throws {
    try writeFactors()
    let fitting = try ratings(["a", "b", "c"], ["x", "y"])
    try "a\nb\nb\n".write(toFile: file("users.txt"), atomically: true, encoding: .utf8)
    try expectFile("users.txt", "an identifier stands there twice", for: fitting)
    try "a\nb\n".write(toFile: file("users.txt"), atomically: true, encoding: .utf8)
    #expect(throws: RecommenderError.self) {
      let _: MatrixFactorization<Double>.Factors = try FactorFolder(path: path).read(for: fitting)
    }
    try FileManager.default.removeItem(atPath: file("users.txt"))
    try expectFile("users.txt", "no such file", for: fitting)
    try Data([0x61, 0xff, 0x0a]).write(to: URL(fileURLWithPath: file("users.txt")))
    try expectFile("users.txt", "cannot be read as text", for: fitting)
    try Data("no NPY".utf8).write(to: URL(fileURLWithPath: file("user_factors.npy")))
    #expect(throws: TensorError.self) {
      let _: MatrixFactorization<Double>.Factors = try FactorFolder(path: path).read(for: fitting)
    }
  }

  @Test func aFolderThatCannotBeMadeIsAnError() throws {
    try Data().write(to: URL(fileURLWithPath: path))
    #expect(
      throws: RecommenderError.file(
        path: path, reason: "the folder cannot be created: Not a directory")
    ) {
      try writeFactors()
    }
  }
}
