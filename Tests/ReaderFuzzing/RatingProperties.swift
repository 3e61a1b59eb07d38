import RecommenderData
import Tensor

/// What must hold for whatever a rating file is made of.
struct RatingProperties {
  /// How files are read.
  let reader: RatingReader
  /// What the file is called.
  let path: String

  typealias Reading = (ratings: RatingMatrix, report: RatingReport)

  /// Reads `bytes` and checks the result, or the error.
  func check(
    _ bytes: [UInt8], pieceSize: Int, writer: RatingWriter
  ) throws(FuzzFinding) -> FuzzOutcome {
    let result = try FuzzFinding.agreed(
      read(bytes, pieceSize: 1 << 20), read(bytes, pieceSize: pieceSize), by: ==)
    switch result {
    case .failure(let error):
      try check(error)
      return .rejected
    case .success(let reading):
      try check(reading, fileSize: bytes.count)
      try checkWriting(reading.ratings, by: writer)
      return .accepted
    }
  }

  /// What reading `bytes` gives.
  func read(_ bytes: [UInt8], pieceSize: Int) -> Result<Reading, DataError> {
    do throws(DataError) {
      return .success(
        try reader.read([path]) { path in
          ByteSource(path: path, bytes: bytes, pieceSize: pieceSize)
        })
    } catch {
      return .failure(error)
    }
  }

  private func check(_ error: DataError) throws(FuzzFinding) {
    switch error {
    case .file, .line, .conflictingRatings:
      try FuzzFinding.check(message: error.description, names: path)
    case .invalidArgument(let name, _):
      // That no scale can be inferred is so of all files together.
      try FuzzFinding.check(name == "scale", "an error that is not about the file: \(error)")
      try FuzzFinding.check(message: error.description, names: name)
    default:
      throw FuzzFinding("an error that a file cannot cause: \(error)")
    }
  }

  private func check(_ reading: Reading, fileSize: Int) throws(FuzzFinding) {
    let (ratings, report) = reading
    try FuzzFinding.check(ratings.count > 0, "no rating, and no error")
    try FuzzFinding.check(
      report.users == ratings.userCount && report.items == ratings.itemCount
        && report.ratings == ratings.count && report.scale == ratings.scale
        && report.bytes == fileSize, "the report is of something else")
    let lines = report.files.reduce(0) { $0 + $1.ratings }
    try FuzzFinding.check(
      lines >= ratings.count + report.identicalRepeats && lines <= report.lines,
      "\(lines) lines of ratings gave \(ratings.count)")
    let scale = ratings.scale
    try FuzzFinding.check(
      scale.minimum < scale.maximum && scale.step > 0 && scale.step.isFinite,
      "an impossible scale: \(scale)")
    for user in 0..<ratings.userCount {
      let row = ratings.byUser.range(ofRow: user)
      try FuzzFinding.check(!row.isEmpty, "user \(user) has no rating")
      for position in row {
        let value = ratings.byUser.values[position]
        try FuzzFinding.check(
          value.isFinite && scale.contains(value) && scale.contains(scale.nearest(to: value)),
          "the rating \(value) on the scale \(scale)")
        try FuzzFinding.check(
          position == row.lowerBound
            || ratings.byUser.indices[position - 1] < ratings.byUser.indices[position],
          "the row of user \(user) is not ascending")
      }
    }
    for identifiers in [ratings.userIdentifiers, ratings.itemIdentifiers] {
      try FuzzFinding.check(
        IdentifierIndex(identifiers).count == identifiers.count, "an identifier occurs twice")
    }
  }

  /// Checks that what `writer` writes reads back as the same ratings, or that it says why not.
  private func checkWriting(
    _ ratings: RatingMatrix, by writer: RatingWriter
  ) throws(FuzzFinding) {
    let written: [UInt8]
    do throws(DataError) {
      written = try writer.bytes(of: ratings)
    } catch {
      guard case .invalidArgument(let name, _) = error else {
        throw FuzzFinding("the writer throws \(error)")
      }
      return try FuzzFinding.check(message: error.description, names: name)
    }
    let again = RatingProperties(
      reader: RatingReader(scale: ratings.scale), path: writer == .inter ? "w.inter" : "w.txt")
    switch again.read(written, pieceSize: 1 << 20) {
    case .failure(let error):
      throw FuzzFinding("what was written cannot be read: \(error)")
    case .success(let (found, _)):
      try FuzzFinding.check(
        Self.isSame(ratings, found), "what was written reads back as something else")
    }
  }

  /// Whether two matrices hold the same ratings by their identifiers, numbered as they may be.
  private static func isSame(_ one: RatingMatrix, _ other: RatingMatrix) -> Bool {
    guard one.count == other.count, one.userCount == other.userCount,
      one.itemCount == other.itemCount
    else { return false }
    let users = IdentifierIndex(other.userIdentifiers)
    let items = IdentifierIndex(other.itemIdentifiers)
    return one.ratings.allSatisfy { rating in
      guard let user = users[one.userIdentifiers[rating.user]],
        let item = items[one.itemIdentifiers[rating.item]]
      else { return false }
      return other.rating(user: user, item: item) == rating.value
    }
  }
}
