internal import ArgumentParser
internal import PoisoningExperiments

/// The options of the commands that measure attacks on a guarded recommender anew.
struct GuardedOptions: ParsableArguments {
  @OptionGroup var table: TableOptions

  @Option(help: "The detector: svm, trained on other runs of each attack, or pca.")
  var detector = DetectorChoice.svm

  @OptionGroup(title: "Detector") var guarding: GuardArguments

  func validate() throws {
    if detector == .none { throw ValidationError("--detector: svm or pca, for there is to be one") }
  }

  /// The experiment on loaded ratings.
  func reproduction(of loaded: LoadedRatings) throws -> GuardedReproduction {
    var configuration = table.configuration(of: .table2)
    configuration.guarding = guarding.options(detector)
    return try GuardedReproduction(of: loaded.ratings, configuration: configuration)
  }
}
