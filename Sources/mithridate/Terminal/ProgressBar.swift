internal import Foundation

/// A line on standard error that shows how far a long task is; silent unless that is a terminal.
struct ProgressBar {
  private let title: String
  private let isVisible: Bool
  private let start = ContinuousClock.now
  private var drawn = ContinuousClock.now - .seconds(1)

  /// A bar for the task called `title`.
  init(_ title: String) {
    self.title = title
    isVisible = Terminal.showsProgress
  }

  /// Shows that `done` of `total` steps are finished, all equally long, with the time left.
  ///
  /// - Parameter detail: What is being worked on.
  mutating func update(_ done: Int, of total: Int, detail: String = "") {
    let elapsed = ContinuousClock.now - start
    let left = done > 0 ? elapsed / .seconds(1) / Double(done) * Double(total - done) : nil
    update(done, of: total, secondsLeft: left, detail: detail)
  }

  /// Shows that `done` of `total` steps are finished.
  ///
  /// - Parameters:
  ///   - secondsLeft: The time that the others will take, if there is an estimate.
  ///   - detail: What is being worked on.
  mutating func update(_ done: Int, of total: Int, secondsLeft: Double?, detail: String = "") {
    guard isVisible, total > 0 else { return }
    let now = ContinuousClock.now
    guard now - drawn >= .milliseconds(100) || done == total else { return }
    drawn = now
    let width = 24
    let filled = min(width, width * done / total)
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    let time = secondsLeft.map { " \(Self.text(of: .seconds($0))) left" } ?? ""
    Terminal.writeError("\r\u{1B}[2K\(title) \(bar) \(done)/\(total)\(time) \(detail)")
  }

  /// Removes the line.
  func finish() {
    if isVisible { Terminal.writeError("\r\u{1B}[2K") }
  }

  /// A duration such as `42 s`, `3 min 20 s` or `2 h 5 min`.
  static func text(of duration: Duration) -> String {
    let seconds = Int(duration.components.seconds)
    if seconds < 60 { return "\(seconds) s" }
    if seconds < 3600 { return "\(seconds / 60) min \(seconds % 60) s" }
    return "\(seconds / 3600) h \(seconds / 60 % 60) min"
  }
}
