extension Array where Element == Double {
  /// The mean, and the square root of the mean squared difference from it; zeros without numbers.
  var meanAndSpread: (mean: Double, spread: Double) {
    let count = Double(Swift.max(1, self.count))
    let mean = reduce(0, +) / count
    let variance = reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    return (mean, variance.squareRoot())
  }
}
