extension Matrix: CustomStringConvertible {
  /// The shape and the elements, row by row; of a large matrix the corners only.
  ///
  /// ```
  /// 2 × 2 matrix of Double
  ///   1.0  -2.5
  ///  10.0   0.0
  /// ```
  public var description: String {
    let title = "\(shape) matrix of \(Scalar.self)"
    guard !isEmpty else { return title }
    let shownRows = Elision.positions(rows)
    let shownColumns = Elision.positions(columns)
    let texts = shownColumns.map { column in
      shownRows.map { row in
        if let row, let column { "\(self[row, column])" } else { "…" }
      }
    }
    let widths = texts.map { $0.map(\.count).max() ?? 0 }
    let lines = shownRows.indices.map { row in
      texts.indices.map { column in
        let text = texts[column][row]
        return String(repeating: " ", count: widths[column] - text.count + 2) + text
      }.joined()
    }
    return ([title] + lines).joined(separator: "\n")
  }
}

extension Vector: CustomStringConvertible {
  /// The elements in brackets; of a long vector the first and last only.
  public var description: String {
    let texts = Elision.positions(count).map { position in
      if let position { "\(storage[position])" } else { "…" }
    }
    return "[" + texts.joined(separator: ", ") + "]"
  }
}

/// What a description of something long leaves out.
enum Elision {
  /// The most positions that are all shown.
  static let limit = 12

  /// Every position of a short count; the first and last of a long one, with `nil` between.
  static func positions(_ count: Int) -> [Int?] {
    guard count > limit else { return Array(0..<count) }
    return Array(0..<limit / 2) + [nil] + Array(count - limit / 2..<count)
  }
}
