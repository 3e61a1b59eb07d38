/// The progress of several audits, one after another, as that of one.
struct JoinedProgress {
  /// The number of cells of all audits.
  private let total: Int
  /// What the finished audits have done.
  private var done = 0
  private var computed = 0
  private var seconds = 0.0
  private var workDone = 0.0
  /// The number of cells of the audits that have not begun, the present one included.
  private var cellsLeft: Int
  /// What the present audit said last.
  private var latest: GridProgress?

  /// The progress of audits of which none has begun.
  init(audits: [Audit]) {
    total = audits.reduce(0) { sum, audit in
      sum + audit.configuration.attacks.count * audit.targets.count
        * audit.configuration.sizes.count
    }
    cellsLeft = total
  }

  /// Where all audits stand when the present one is at `progress`.
  ///
  /// Of audits that have not begun every cell counts as one to compute.
  mutating func joined(with progress: GridProgress) -> GridProgress {
    latest = progress
    return GridProgress(
      done: done + progress.done, total: total, computed: computed + progress.computed,
      seconds: seconds + progress.seconds, workDone: workDone + progress.workDone,
      workLeft: progress.workLeft + Double(cellsLeft - progress.total))
  }

  /// Goes on to the next audit.
  mutating func finishAudit() {
    guard let latest else { return }
    done += latest.done
    computed += latest.computed
    seconds += latest.seconds
    workDone += latest.workDone
    cellsLeft -= latest.total
    self.latest = nil
  }
}
