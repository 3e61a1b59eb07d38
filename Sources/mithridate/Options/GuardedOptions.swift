internal import ArgumentParser
internal import PoisoningExperiments

/// The options of the commands that measure attacks on a guarded recommender anew.
struct GuardedOptions: ParsableArguments {
  @OptionGroup var common: ReproductionOptions

  @Option(help: ArgumentHelp("Attacks instead of the table's.", valueName: "list"))
  var attacks: CommaSeparated<String>?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Fake users relative to normal users, each in (0, 1].", valueName: "list"))
  var sizes = CommaSeparated(AuditConfiguration().sizes)

  @Option(help: "The detector: svm, trained on other runs of each attack, or pca.")
  var detector = DetectorChoice.svm

  @OptionGroup(title: "Detector") var guarding: GuardArguments

  func validate() throws {
    if detector == .none { throw ValidationError("--detector: svm or pca, for there is to be one") }
  }

  /// The experiment on loaded ratings.
  func reproduction(of loaded: LoadedRatings) throws -> GuardedReproduction {
    try GuardedReproduction(
      of: loaded.ratings,
      configuration: common.audit(
        attacks: attacks?.elements ?? ReproducedTable.table2.attacks, sizes: sizes.elements,
        guarding: guarding.options(detector)))
  }
}
