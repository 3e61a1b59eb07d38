import Foundation
import Tensor

/// The reader of NPY files, into matrices and vectors of both precisions, against the writer.
///
/// Each input is a file, in memory where the system has a file system there.
package final class NPYFuzz: FuzzSubject {
  private let folder: String
  private let path: String

  /// A reader with a temporary folder of its own.
  package init() throws {
    let memory = "/dev/shm"
    let parent =
      FileManager.default.isWritableFile(atPath: memory)
      ? memory : FileManager.default.temporaryDirectory.path
    folder = "\(parent)/mithridate-fuzz-\(UUID().uuidString)"
    path = folder + "/array.npy"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { removeFiles() }

  /// Removes the temporary folder, for a process that ends without letting go of this object.
  package func removeFiles() { try? FileManager.default.removeItem(atPath: folder) }

  package var name: String { "npy" }

  package var seeds: [[UInt8]] {
    let wide: Matrix<Double> = [[1.5, -2, 3.25], [0, 1e-300, .infinity]]
    let single: Matrix<Float> = [
      [1.5, -0.0], [.nan, 7], [.leastNonzeroMagnitude, .greatestFiniteMagnitude],
    ]
    var seeds: [[UInt8]] = []
    for order in [ElementOrder.rowMajor, .columnMajor] {
      seeds.append(written { path throws(TensorError) in try wide.write(npy: path, order: order) })
      seeds.append(
        written { path throws(TensorError) in try single.write(npy: path, order: order) })
    }
    seeds.append(written { path throws(TensorError) in try wide.column(1).write(npy: path) })
    seeds.append(written { path throws(TensorError) in try single.column(0).write(npy: path) })
    seeds.append(
      written { path throws(TensorError) in
        try Matrix<Double>(rows: 0, columns: 3).write(npy: path)
      })
    return seeds.filter { !$0.isEmpty } + seeds.compactMap(Self.ofOtherMachines)
  }

  package func outcome(of input: [UInt8]) throws(FuzzFinding) -> FuzzOutcome {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    let count = input.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    close(descriptor)
    try FuzzFinding.check(count == input.count, "the harness cannot write its file")
    let double = try result { path throws(TensorError) in try Matrix<Double>(npy: path) }
    let single = try result { path throws(TensorError) in try Matrix<Float>(npy: path) }
    let vector = try result { path throws(TensorError) in try Vector<Double>(npy: path) }
    let short = try result { path throws(TensorError) in try Vector<Float>(npy: path) }
    guard let double, let single else {
      try FuzzFinding.check(
        double == nil && single == nil && vector == nil && short == nil,
        "one type can be read and another cannot")
      return .rejected
    }
    try check(double, single)
    try FuzzFinding.check((vector == nil) == (short == nil), "a vector in one precision only")
    if let vector, let short {
      try FuzzFinding.check(
        double.columns == 1 && Self.isSame(vector.elements, double.columnMajorElements)
          && Self.isSame(short.elements, single.columnMajorElements),
        "vector and matrix differ")
      try checkWriting(vector)
    }
    let order = input.count % 2 == 0 ? ElementOrder.rowMajor : .columnMajor
    try checkWriting(double, order)
    try checkWriting(single, order)
    return .accepted
  }

  /// Half of the time the elements of a whole file are changed, whose header stays.
  package func mutated(_ input: [UInt8], using mutator: inout Mutator) -> [UInt8] {
    guard mutator.number(below: 2) == 0, var file = mutator.other(),
      let headerEnd = file.firstIndex(of: UInt8(ascii: "\n")), headerEnd + 1 < file.count
    else { return mutator.mutated(input) }
    for place in headerEnd + 1..<file.count where mutator.number(below: 4) == 0 {
      file[place] = mutator.number(below: 2) == 0 ? 0xff : UInt8(mutator.number(below: 256))
    }
    return file
  }

  /// What `read` returns, or `nil` after an error with a good message.
  private func result<Value>(
    _ read: (String) throws(TensorError) -> Value
  ) throws(FuzzFinding) -> Value? {
    do throws(TensorError) {
      return try read(path)
    } catch {
      guard case .file = error else { throw FuzzFinding("an error of another kind: \(error)") }
      try FuzzFinding.check(message: error.description, names: path)
      return nil
    }
  }

  /// Checks that both precisions say the same, rounding aside.
  private func check(_ double: Matrix<Double>, _ single: Matrix<Float>) throws(FuzzFinding) {
    try FuzzFinding.check(
      double.rows == single.rows && double.columns == single.columns, "two shapes")
    for (wide, short) in zip(double.columnMajorElements, single.columnMajorElements) {
      try FuzzFinding.check(
        Float(wide) == short || (wide.isNaN && short.isNaN), "\(wide) is also read as \(short)")
    }
  }

  private func checkWriting<Scalar: TensorScalar>(
    _ matrix: Matrix<Scalar>, _ order: ElementOrder
  ) throws(FuzzFinding) {
    let copy = folder + "/copy.npy"
    let again: Matrix<Scalar>
    do throws(TensorError) {
      try matrix.write(npy: copy, order: order)
      again = try Matrix(npy: copy)
    } catch {
      throw FuzzFinding("what was read cannot be written and read: \(error)")
    }
    try FuzzFinding.check(
      again.rows == matrix.rows && again.columns == matrix.columns
        && Self.isSame(again.columnMajorElements, matrix.columnMajorElements),
      "other bits come back")
  }

  private func checkWriting(_ vector: Vector<Double>) throws(FuzzFinding) {
    let copy = folder + "/copy.npy"
    let again: Vector<Double>
    do throws(TensorError) {
      try vector.write(npy: copy)
      again = try Vector(npy: copy)
    } catch {
      throw FuzzFinding("a vector that was read cannot be written and read: \(error)")
    }
    try FuzzFinding.check(
      Self.isSame(again.elements, vector.elements), "other bits of a vector come back")
  }

  /// Whether two arrays are the same bits.
  private static func isSame<Scalar: TensorScalar>(_ one: [Scalar], _ other: [Scalar]) -> Bool {
    one.withUnsafeBytes { one in other.withUnsafeBytes { one.elementsEqual($0) } }
  }

  /// The bytes of a file that `write` makes; none if it cannot.
  private func written(_ write: (String) throws(TensorError) -> Void) -> [UInt8] {
    guard (try? write(path)) != nil, let data = FileManager.default.contents(atPath: path) else {
      return []
    }
    return [UInt8](data)
  }

  /// A file as format version 2 and a big-endian machine would have it.
  private static func ofOtherMachines(_ file: [UInt8]) -> [UInt8]? {
    guard file.count > 10 else { return nil }
    var other = Array(file[..<6]) + [2, 0, file[8], file[9], 0, 0] + file[10...]
    guard let mark = other.firstIndex(of: UInt8(ascii: "<")) else { return nil }
    other[mark] = UInt8(ascii: ">")
    return other
  }
}
