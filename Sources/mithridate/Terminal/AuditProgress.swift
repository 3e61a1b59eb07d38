internal import PoisoningExperiments

/// What the terminal shows while audits run: first what is worth knowing of the ratings, then a bar.
struct AuditProgress {
  private let loaded: LoadedRatings
  private var bar: ProgressBar
  private var isAnnounced = false

  /// The progress of the task called `title`; from now on Ctrl-C ends it at its next step.
  init(_ title: String, _ loaded: LoadedRatings) {
    self.loaded = loaded
    bar = ProgressBar(title)
    Interrupt.listen()
  }

  /// Shows where the task stands.
  ///
  /// - Throws: ``Interruption`` if Ctrl-C was pressed.
  mutating func show(_ progress: GridProgress) throws {
    if !isAnnounced { loaded.announce() }
    isAnnounced = true
    try Interrupt.check()
    bar.update(progress.done, of: progress.total, secondsLeft: progress.secondsLeft)
  }

  /// Removes the bar.
  func finish() { bar.finish() }
}
