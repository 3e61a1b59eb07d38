/// The order in which a file holds the elements of a matrix.
public enum ElementOrder: Hashable, Codable, Sendable {
  /// Row by row, NumPy's default, which it calls C order.
  case rowMajor
  /// Column by column, as memory holds it here, which NumPy calls Fortran order.
  case columnMajor
}

extension Matrix {
  /// Reads a matrix from an NPY file of float32 or float64, one- or two-dimensional.
  ///
  /// Any byte order, C or Fortran order, and format versions 1 to 3 are read. A one-dimensional
  /// array becomes one column. Elements of another precision than `Scalar` are converted: float64
  /// is rounded to `Float`, beyond its range to infinity. NaN and infinity are values like others.
  ///
  /// ```swift
  /// try factors.write(npy: "item_factors.npy")
  /// let again = try Matrix<Double>(npy: "item_factors.npy")
  /// ```
  ///
  /// - Throws: `TensorError.file` with the path and the reason: a file that is missing, no NPY file,
  ///   corrupt, shorter or longer than its shape, of another element type or dimension.
  /// - Complexity: One pass over the file, in pieces of up to 8 MB; C order needs a transposition.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public init(npy path: String) throws(TensorError) {
    let (header, elements): (NPYHeader, [Scalar]) = try NPYReader.read(path)
    let rows = header.shape[0]
    let columns = header.shape.count == 2 ? header.shape[1] : 1
    if header.isColumnMajor || columns == 1 {
      self.init(rows: rows, columns: columns, columnMajor: elements)
    } else {
      self = Matrix(rows: columns, columns: rows, columnMajor: elements).transposed
    }
  }

  /// Writes the matrix to an NPY file, version 1.0, as NumPy would.
  ///
  /// The file appears complete under its name or not at all.
  ///
  /// - Parameters:
  ///   - path: The file; one that exists is replaced.
  ///   - order: The order of elements; it makes no difference to who reads it with NumPy.
  /// - Throws: `TensorError.file` with the path and the system's reason.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func write(npy path: String, order: ElementOrder = .rowMajor) throws(TensorError) {
    let header = NPYHeader(
      elementSize: MemoryLayout<Scalar>.size, isColumnMajor: order == .columnMajor,
      shape: [rows, columns])
    try NPYWriter.write(path, header) { file throws(TensorError) in
      if order == .columnMajor {
        try NPYWriter.append(storage, to: file)
      } else {
        // Some rows at a time, so that no second matrix is needed.
        let block = Swift.max(1, NPYWriter.blockElements / Swift.max(1, columns))
        for start in stride(from: 0, to: isEmpty ? 0 : rows, by: block) {
          let piece = self[start..<Swift.min(rows, start + block), 0..<columns]
          try NPYWriter.append(piece.transposed.storage, to: file)
        }
      }
    }
  }
}

extension Vector {
  /// Reads a vector from an NPY file of float32 or float64 with one dimension.
  ///
  /// - Throws: `TensorError.file`, as for ``Matrix/init(npy:)``, and for two dimensions.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public init(npy path: String) throws(TensorError) {
    let (header, elements): (NPYHeader, [Scalar]) = try NPYReader.read(path)
    guard header.shape.count == 1 else {
      throw .file(path: path, reason: "2 dimensions, not the one of a vector")
    }
    self.init(elements)
  }

  /// Writes the vector to a one-dimensional NPY file, version 1.0, as NumPy would.
  ///
  /// - Throws: `TensorError.file` with the path and the system's reason.
  public func write(npy path: String) throws(TensorError) {
    let header = NPYHeader(
      elementSize: MemoryLayout<Scalar>.size, isColumnMajor: false, shape: [count])
    try NPYWriter.write(path, header) { file throws(TensorError) in
      try NPYWriter.append(storage, to: file)
    }
  }
}
