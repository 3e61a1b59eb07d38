internal import CKernels

extension Span where Element == Int32 {
  /// Whether `value` is among the elements, of which a kernel compares several at a time.
  func holds(_ value: Int32) -> Bool {
    unsafe withUnsafeBufferPointer {
      unsafe mithridate_holds($0.count, $0.baseAddress, value) != 0
    }
  }
}
