extension Matrix: Codable {
  private enum CodingKeys: String, CodingKey {
    case rows
    case columns
    case elements
  }

  /// Writes `rows`, `columns` and the `elements` in column-major order.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(rows, forKey: .rows)
    try container.encode(columns, forKey: .columns)
    try container.encode(storage, forKey: .elements)
  }

  /// Reads what ``encode(to:)`` writes.
  ///
  /// - Throws: `DecodingError.dataCorrupted` for a negative shape or one that is not that of the
  ///   elements.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let rows = try container.decode(Int.self, forKey: .rows)
    let columns = try container.decode(Int.self, forKey: .columns)
    let elements = try container.decode([Scalar].self, forKey: .elements)
    let (count, overflow) = rows.multipliedReportingOverflow(by: columns)
    guard rows >= 0, columns >= 0, !overflow, elements.count == count else {
      throw DecodingError.dataCorruptedError(
        forKey: .elements, in: container,
        debugDescription: "\(elements.count) elements do not make a \(rows) × \(columns) matrix")
    }
    self.init(rows: rows, columns: columns, columnMajor: elements)
  }
}

extension Vector: Codable {
  /// Writes the elements as an array.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(storage)
  }

  /// Reads an array of elements.
  public init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode([Scalar].self))
  }
}
