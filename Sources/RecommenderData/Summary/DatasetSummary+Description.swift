extension DatasetSummary: CustomStringConvertible {
  /// The summary as lines of a name and its value, without a final line break.
  public var description: String {
    let histogram = histogram.map { "\($0.value.shortText): \($0.count)" }.joined(separator: ", ")
    return """
      users             \(users)
      items             \(items)
      ratings           \(ratings)
      density           \(Self.rounded(100 * density)) %
      scale             \(scale)
      mean rating       \(Self.rounded(meanRating))
      ratings by value  \(histogram)
      per user          \(Self.text(of: ratingsPerUser))
      per item          \(Self.text(of: ratingsPerItem))
      """
  }

  private static func text(of spread: Spread) -> String {
    """
    \(spread.minimum) to \(spread.maximum), median \(spread.median.shortText), \
    mean \(rounded(spread.mean))
    """
  }

  private static func rounded(_ value: Double) -> String {
    ((value * 10_000).rounded() / 10_000).shortText
  }
}
