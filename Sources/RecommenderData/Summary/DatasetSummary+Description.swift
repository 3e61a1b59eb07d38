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
      per user          \(ratingsPerUser)
      per item          \(ratingsPerItem)
      """
  }
}

extension DatasetSummary.Spread: CustomStringConvertible {
  /// The spread in a few words.
  public var description: String {
    "\(minimum) to \(maximum), median \(median.shortText), mean \(DatasetSummary.rounded(mean))"
  }
}

extension DatasetSummary {
  /// `value` with four decimals at most.
  static func rounded(_ value: Double) -> String {
    ((value * 10_000).rounded() / 10_000).shortText
  }
}
