/// What a step of pairwise ranking is about: an item that is to score above another one.
///
/// The kernels read four numbers in this order.
package struct PairwiseSample: Hashable, Sendable {
  /// Whose action it is.
  package var user: Int32
  /// The action before it; models that do not look at it ignore it.
  package var previous: Int32
  /// The item of the action.
  package var item: Int32
  /// An item that the user has not chosen.
  package var negative: Int32

  /// A sample.
  package init(user: Int32, previous: Int32, item: Int32, negative: Int32) {
    self.user = user
    self.previous = previous
    self.item = item
    self.negative = negative
  }
}
