/// What the header of an NPY file says of its array.
///
/// The format is that of `numpy.lib.format`: a magic string, a version, the length of the header, a
/// Python dictionary, and blanks so that the data begin at a multiple of 64 bytes.
struct NPYHeader: Equatable {
  /// The bytes of an element: 4 for float32, 8 for float64.
  var elementSize: Int
  /// Whether the most significant byte of an element comes first.
  var isBigEndian: Bool
  /// Whether elements are stored column by column.
  var isColumnMajor: Bool
  /// The length of each dimension.
  var shape: [Int]

  /// The first bytes of each file.
  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
  /// The byte order of this machine.
  static var machineIsBigEndian: Bool { 1.bigEndian == 1 }
  /// Data begin at a multiple of this.
  static let alignment = 64
  /// The longest header that is read; NumPy's own default is a hundredth of it.
  static let greatestLength = 1_000_000

  /// The number of elements; the shape has been checked.
  var count: Int { shape.reduce(1, *) }

  /// The header of an array of this machine.
  init(elementSize: Int, isColumnMajor: Bool, shape: [Int]) {
    self.elementSize = elementSize
    isBigEndian = Self.machineIsBigEndian
    self.isColumnMajor = isColumnMajor
    self.shape = shape
  }

  /// Reads the dictionary of a header.
  ///
  /// - Throws: `TensorError.file` with the reason why this package cannot read such an array.
  init(dictionary text: String, path: String) throws(TensorError) {
    guard case .dictionary(let entries)? = PythonLiteral(text), entries.count == 3,
      let type = entries["descr"], case .boolean(let isColumnMajor)? = entries["fortran_order"],
      case .sequence(let lengths)? = entries["shape"]
    else {
      throw .file(
        path: path,
        reason: "corrupt NPY header: no dictionary of descr, fortran_order and shape")
    }
    (elementSize, isBigEndian) = try Self.elementType(type, path)
    self.isColumnMajor = isColumnMajor
    shape = try Self.shape(lengths, elementSize, path)
  }

  private static func elementType(
    _ type: PythonLiteral, _ path: String
  ) throws(TensorError) -> (size: Int, isBigEndian: Bool) {
    guard case .string(let name) = type else {
      throw .file(path: path, reason: "structured arrays are not supported, only float32, float64")
    }
    switch name {
    case "<f4": return (4, false)
    case ">f4": return (4, true)
    case "=f4", "f4": return (4, machineIsBigEndian)
    case "<f8": return (8, false)
    case ">f8": return (8, true)
    case "=f8", "f8": return (8, machineIsBigEndian)
    case "|O", "O":
      throw .file(path: path, reason: "object arrays are not supported, only float32, float64")
    default:
      throw .file(
        path: path,
        reason:
          "elements of type '\(Excerpt.text(of: name.utf8))', not float32 or float64")
    }
  }

  private static func shape(
    _ lengths: [PythonLiteral], _ elementSize: Int, _ path: String
  ) throws(TensorError) -> [Int] {
    var shape: [Int] = []
    var bytes = elementSize
    for case let length in lengths {
      guard case .integer(let length) = length, length >= 0 else {
        throw .file(path: path, reason: "corrupt NPY header: a length in the shape is no number")
      }
      let (product, overflow) = bytes.multipliedReportingOverflow(by: length)
      guard !overflow, length <= Int32.max else {
        throw .file(path: path, reason: "a shape beyond memory, with a length of \(length)")
      }
      bytes = product
      shape.append(length)
    }
    guard (1...2).contains(shape.count) else {
      throw .file(path: path, reason: "\(shape.count) dimensions, not 1 or 2")
    }
    return shape
  }

  /// The magic string, version 1.0, and the dictionary, byte for byte as NumPy writes them.
  ///
  /// NumPy leaves room for the longest axis to grow to 21 digits before it pads.
  var encoded: [UInt8] {
    let type = "\(isBigEndian ? ">" : "<")f\(elementSize)"
    let lengths =
      shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
    let order = isColumnMajor ? "True" : "False"
    var text = "{'descr': '\(type)', 'fortran_order': \(order), 'shape': (\(lengths)), }"
    let growing = isColumnMajor ? shape.last : shape.first
    let digits = growing.map { String($0).count } ?? 0
    text += String(repeating: " ", count: max(0, 21 - digits))
    let unpadded = Self.magic.count + 4 + text.utf8.count + 1
    let padding = (Self.alignment - unpadded % Self.alignment) % Self.alignment
    let length = UInt16(text.utf8.count + padding + 1)
    return Self.magic + [1, 0, UInt8(length & 0xff), UInt8(length >> 8)] + Array(text.utf8)
      + [UInt8](repeating: UInt8(ascii: " "), count: padding) + [UInt8(ascii: "\n")]
  }
}
