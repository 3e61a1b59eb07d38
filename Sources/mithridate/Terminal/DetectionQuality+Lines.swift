internal import PoisoningDetection

extension DetectionQuality {
  /// The rates, one a line.
  var lines: String {
    func text(_ value: Double?) -> String { value.map { "\(Float($0))" } ?? "none" }
    return """
      precision            \(text(precision))
      recall               \(text(recall))
      false negative rate  \(text(falseNegativeRate))
      false positive rate  \(text(falsePositiveRate))
      area under curve     \(text(areaUnderCurve))

      """
  }
}
