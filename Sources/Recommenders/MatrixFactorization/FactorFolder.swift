internal import Foundation
public import RecommenderData
public import Tensor

/// The files that hold a model's factors, for NumPy and for another run.
///
/// A folder has `user_factors.npy` and `item_factors.npy`, of shape `count × rank` in C order as
/// NumPy users expect, and `users.txt` and `items.txt` with an identifier a line in factor order.
public struct FactorFolder: Hashable, Sendable {
  /// Where the folder is.
  public let path: String

  /// The folder at `path`, which need not exist to be written.
  public init(path: String) {
    self.path = path
  }

  private enum Name: String, CaseIterable {
    case userFactors = "user_factors.npy"
    case itemFactors = "item_factors.npy"
    case users = "users.txt"
    case items = "items.txt"
  }

  /// Writes factors and identifiers.
  ///
  /// All files are written into a temporary folder first, so an error there leaves the old ones in
  /// place. A process killed while the new ones take their places leaves a folder without
  /// `users.txt`, which cannot be read, never one of old and new factors together.
  ///
  /// - Parameters:
  ///   - factors: X and Y.
  ///   - ratings: The ratings that they were fitted to, which know the identifiers.
  /// - Throws: `RecommenderError.file` with path and reason.
  public func write<Scalar: TensorScalar>(
    _ factors: MatrixFactorization<Scalar>.Factors, of ratings: RatingMatrix
  ) throws {
    let folder = URL(fileURLWithPath: path, isDirectory: true)
    let stage = folder.appendingPathComponent(".partial-\(UUID().uuidString)", isDirectory: true)
    let files = FileManager.default
    let isNew = !files.fileExists(atPath: path)
    do {
      try files.createDirectory(at: stage, withIntermediateDirectories: true)
    } catch {
      throw RecommenderError.file(
        path: path, reason: "the folder cannot be created: \(FileFailure.reason(error))")
    }
    defer { try? files.removeItem(at: stage) }
    func place(_ name: Name) -> String { stage.appendingPathComponent(name.rawValue).path }
    do {
      try factors.users.transposed.write(npy: place(.userFactors))
      try factors.items.transposed.write(npy: place(.itemFactors))
      try AtomicFile.write(Self.lines(ratings.userIdentifiers), to: place(.users))
      try AtomicFile.write(Self.lines(ratings.itemIdentifiers), to: place(.items))
    } catch {
      if isNew { try? files.removeItem(at: folder) }
      throw named(error)
    }
    for name in Name.allCases where FileFailure.isDirectory(file(name)) {
      throw RecommenderError.file(path: file(name), reason: "is a folder")
    }
    // The list of users goes first and comes last: without it the folder is not whole.
    if files.fileExists(atPath: file(.users)) { try files.removeItem(atPath: file(.users)) }
    for name in [Name.userFactors, .itemFactors, .items, .users] {
      try FileMove.replace(file(name), with: place(name))
    }
  }

  /// The error of a file in the temporary folder, as one of the file that it was to become.
  private func named(_ error: any Error) -> any Error {
    func final(_ path: String) -> String {
      Name(rawValue: URL(fileURLWithPath: path).lastPathComponent).map(file) ?? path
    }
    return switch error {
    case TensorError.file(let path, let reason), DataError.file(let path, let reason):
      RecommenderError.file(path: final(path), reason: reason)
    default: error
    }
  }

  /// Reads factors and puts them into the order of `ratings`.
  ///
  /// - Throws: `RecommenderError` if a file is missing, if factors and identifiers do not fit each
  ///   other, or if they are of other users or items than `ratings`; `TensorError.file` for a
  ///   broken NPY file.
  public func read<Scalar: TensorScalar>(
    for ratings: RatingMatrix
  ) throws -> MatrixFactorization<Scalar>.Factors {
    let users: Matrix<Scalar> = try read(
      .userFactors, .users, ratings.userIdentifiers, kind: "user")
    let items: Matrix<Scalar> = try read(
      .itemFactors, .items, ratings.itemIdentifiers, kind: "item")
    guard users.rows == items.rows else {
      throw RecommenderError.shapeMismatch(
        what: file(.itemFactors), expected: "rank \(users.rows) as in \(Name.userFactors.rawValue)",
        found: "\(items.rows)")
    }
    return .init(users: users, items: items)
  }

  private func read<Scalar: TensorScalar>(
    _ factors: Name, _ names: Name, _ wanted: [String], kind: String
  ) throws -> Matrix<Scalar> {
    let stored = try Matrix<Scalar>(npy: file(factors)).transposed
    let identifiers = try identifiers(in: names)
    guard identifiers.count == stored.columns else {
      throw RecommenderError.shapeMismatch(
        what: file(factors), expected: "\(identifiers.count) rows as \(names.rawValue) has lines",
        found: "\(stored.columns)")
    }
    let index = IdentifierIndex(identifiers)
    guard index.count == identifiers.count else {
      throw RecommenderError.file(path: file(names), reason: "an identifier stands there twice")
    }
    var ordered = Matrix<Scalar>(rows: stored.rows, columns: wanted.count)
    for (place, identifier) in wanted.enumerated() {
      guard let source = index[identifier] else {
        throw RecommenderError.file(
          path: file(names), reason: "lacks the \(kind) '\(identifier)' of the ratings")
      }
      let column = stored.column(source)
      guard (0..<column.count).allSatisfy({ column[$0].isFinite }) else {
        throw RecommenderError.file(
          path: file(factors), reason: "a value in row \(source + 1) is not finite")
      }
      ordered.setColumn(place, to: column)
    }
    guard wanted.count == identifiers.count else {
      throw RecommenderError.file(
        path: file(names),
        reason: "holds \(identifiers.count) \(kind)s and the ratings \(wanted.count)")
    }
    return ordered
  }

  private func identifiers(in name: Name) throws -> [String] {
    guard let data = FileManager.default.contents(atPath: file(name)),
      let text = String(data: data, encoding: .utf8)
    else {
      let isThere = FileManager.default.fileExists(atPath: file(name))
      throw RecommenderError.file(
        path: file(name), reason: isThere ? "cannot be read as text" : "no such file")
    }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  private func file(_ name: Name) -> String {
    URL(fileURLWithPath: path, isDirectory: true).appendingPathComponent(name.rawValue).path
  }

  private static func lines(_ identifiers: [String]) -> String {
    identifiers.map { $0 + "\n" }.joined()
  }
}
