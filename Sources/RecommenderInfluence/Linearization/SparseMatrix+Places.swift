internal import Tensor

extension SparseMatrix where Scalar == Double {
  /// The same entries with other values.
  func replacingValues(_ values: [Double]) -> SparseMatrix {
    SparseMatrix(
      rows: rows, columns: columns, uncheckedOffsets: offsets, indices: indices, values: values)
  }

  /// The transposed matrix, and where in this one each of its entries is.
  var transposedPlaces: (transposed: SparseMatrix, places: [Int32]) {
    let numbered = replacingValues((0..<count).map(Double.init)).transposed
    let places = numbered.values.map { Int32($0) }
    return (numbered.replacingValues(places.map { values[Int($0)] }), places)
  }
}
