/// A dense vector; a column in products with matrices.
///
/// ```swift
/// let x: Vector<Double> = [3, 4]
/// x.norm       // 5
/// x.dot(x)     // 25
/// ```
public struct Vector<Scalar: TensorScalar>: Equatable, Sendable {
  /// The elements in order.
  @usableFromInline package var storage: [Scalar]

  /// A vector of `elements`.
  @inlinable
  public init(_ elements: some Sequence<Scalar>) {
    storage = Array(elements)
  }

  /// A vector of `count` equal elements.
  @inlinable
  public init(count: Int, repeating value: Scalar = 0) {
    storage = Array(repeating: value, count: count)
  }

  /// The elements as an array.
  @inlinable
  public var elements: [Scalar] { storage }

  /// Calls `body` with the elements.
  @inlinable
  public func withSpan<Result, E: Error>(_ body: (Span<Scalar>) throws(E) -> Result) throws(E)
    -> Result
  {
    try body(storage.span)
  }

  /// Calls `body` with the elements, for change in place.
  @inlinable
  public mutating func withMutableSpan<Result, E: Error>(
    _ body: (inout MutableSpan<Scalar>) throws(E) -> Result
  ) throws(E) -> Result {
    var span = storage.mutableSpan
    return try body(&span)
  }
}

extension Vector: RandomAccessCollection, MutableCollection {
  /// The position of the first element: 0.
  @inlinable
  public var startIndex: Int { 0 }

  /// One past the position of the last element: the count.
  @inlinable
  public var endIndex: Int { storage.count }

  /// The element at a zero-based position.
  @inlinable
  public subscript(position: Int) -> Scalar {
    get { storage[position] }
    set { storage[position] = newValue }
  }
}
