extension AuditResult {
  /// HR@N as text, a row for each attack and a column for each size, as the paper's Table 1.
  ///
  /// ```
  /// HR@10      0.3%    0.5%      1%
  /// none     0.0004  0.0004  0.0004
  /// popular  0.1204  0.2311  0.4010
  /// ```
  ///
  /// - Parameters:
  ///   - title: The head of the first column; by default `HR@N`.
  ///   - quantity: What to show; by default the hit ratio over all normal users. NaN is shown as a dash.
  public func table(
    _ title: String? = nil, _ quantity: (AuditSummary) -> Double = { $0.hitRatio }
  ) -> String {
    var rows = [[title ?? "HR@\(settings.top)"] + settings.sizes.map(Self.percent)]
    for attack in settings.attacks {
      rows.append(
        [attack]
          + cells.filter { $0.attack == attack }.map {
            let value = quantity($0)
            return value.isNaN ? "–" : Self.fixed(value, digits: 4)
          })
    }
    return TextTable.text(rows)
  }

  /// A share in percent with as many digits as it needs, up to four after the point.
  static func percent(_ share: Double) -> String {
    var text = fixed(100 * share, digits: 4)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text + "%"
  }

  /// A number with a fixed count of digits after the point, halves away from zero.
  package static func fixed(_ value: Double, digits: Int) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return String(value) }
    var unit = 1.0
    for _ in 0..<digits { unit *= 10 }
    let scaled = Int((abs(value) * unit).rounded())
    let fraction = String(scaled % Int(unit))
    let sign = value < 0 && scaled > 0 ? "-" : ""
    return sign + String(scaled / Int(unit)) + "."
      + String(repeating: "0", count: digits - fraction.count) + fraction
  }
}
