extension Array {
  /// Keeps the smallest elements only, in ascending order.
  ///
  /// - Parameters:
  ///   - count: How many to keep; all of them if there are fewer.
  ///   - areInIncreasingOrder: A strict order in which no two elements are equal.
  /// - Complexity: O(n + k log k) expected for k of n elements, by quickselect.
  package mutating func keepSmallest(
    _ count: Int, by areInIncreasingOrder: (Element, Element) -> Bool
  ) {
    precondition(count >= 0, "\(count) smallest elements")
    var (low, high) = (0, self.count - 1)
    while count < self.count, low < high {
      let pivot = medianOfThree(low, (low + high) / 2, high, areInIncreasingOrder)
      var (left, right) = (low, high)
      while left <= right {
        while areInIncreasingOrder(self[left], pivot) { left += 1 }
        while areInIncreasingOrder(pivot, self[right]) { right -= 1 }
        if left <= right {
          swapAt(left, right)
          left += 1
          right -= 1
        }
      }
      if count <= right {
        high = right
      } else if count >= left {
        low = left
      } else {
        break
      }
    }
    removeLast(Swift.max(0, self.count - count))
    sort(by: areInIncreasingOrder)
  }

  private func medianOfThree(
    _ a: Int, _ b: Int, _ c: Int, _ areInIncreasingOrder: (Element, Element) -> Bool
  ) -> Element {
    let (low, high) =
      areInIncreasingOrder(self[b], self[a]) ? (self[b], self[a]) : (self[a], self[b])
    if areInIncreasingOrder(self[c], low) { return low }
    return areInIncreasingOrder(high, self[c]) ? high : self[c]
  }
}
