extension Matrix {
  /// The same matrix in another precision, each element rounded to nearest.
  ///
  /// Values beyond the range of `Float` become infinite.
  public init<Other: TensorScalar>(converting other: Matrix<Other>) {
    self.init(
      rows: other.rows, columns: other.columns, columnMajor: Scalar.converting(other.storage))
  }
}

extension Vector {
  /// The same vector in another precision, each element rounded to nearest.
  ///
  /// Values beyond the range of `Float` become infinite.
  public init<Other: TensorScalar>(converting other: Vector<Other>) {
    self.init(Scalar.converting(other.storage))
  }
}

extension TensorScalar {
  /// Each number rounded to nearest.
  @specialized(where Self == Double, Other == Double)
  @specialized(where Self == Double, Other == Float)
  @specialized(where Self == Float, Other == Double)
  @specialized(where Self == Float, Other == Float)
  static func converting<Other: TensorScalar>(_ numbers: [Other]) -> [Self] {
    var result = [Self](repeating: 0, count: numbers.count)
    for place in numbers.indices { result[place] = Self(numbers[place]) }
    return result
  }
}
