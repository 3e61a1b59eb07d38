internal import ArgumentParser
internal import Foundation
internal import PoisoningAttacks
internal import PoisoningExperiments
internal import RecommenderInfluence
internal import Recommenders

/// `mithridate reproduce loki-estimators`: estimates of injected sequences beside training anew.
struct ReproduceLokiEstimatorsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "loki-estimators",
    abstract: "How well estimates order injected sequences as training anew does.",
    discussion: """
      Injects random sequences one at a time, trains each model anew with each, and ranks them by local \
      retraining and by influence functions beside. Writes loki-estimators.md with rank correlations and costs, \
      loki-estimators.csv, and the drawing as loki-estimators.svg and loki-estimators.png beside the data and \
      the script that gnuplot makes them from. What was measured of each injection is kept in the folder \
      loki-estimator-samples: a run that was broken off goes on where it was.

      EXAMPLES:
        mithridate reproduce loki-estimators --sequences Beauty.txt.gz --models bprmf,fpmc --out results
        mithridate reproduce loki-estimators --synthetic small --samples 20 --out results
      """)

  @OptionGroup(title: "Data") var input: SequencesOptions

  @Option(
    help: ArgumentHelp("Models to judge estimates of, one after another.", valueName: "list"))
  var models = CommaSeparated(NextItemModel.allCases)

  @Option(parsing: .unconditional, help: "Random injections for each model, at least 3.")
  var samples = EstimatorConfiguration().samples

  @Option(parsing: .unconditional, help: "Fake users relative to normal users, in (0, 1].")
  var controlled = EstimatorConfiguration().controlled

  @Option(parsing: .unconditional, help: "M, the actions of each fake user.")
  var actions = EstimatorConfiguration().actions

  @OptionGroup var scenario: SequenceScenarioArguments

  @Option(parsing: .unconditional, help: "Clusters of items besides the targets.")
  var clusters = EstimatorConfiguration().groups.clusters

  @Option(
    help:
      "What influences are on: \(InfluenceAim.allCases.map(\.rawValue).joined(separator: ", ")).")
  var aim = NextItemInfluence.Options().aim

  @Option(
    help:
      "Second derivatives for influences: \(InfluenceCurvature.allCases.map(\.rawValue).joined(separator: ", "))."
  )
  var curvature = NextItemInfluence.Options().curvature

  @Option(parsing: .unconditional, help: "Epochs of local retraining.")
  var localEpochs = LocalRetraining.Options().epochs

  @Option(
    parsing: .unconditional,
    help:
      "δ, added to the curvature's diagonal. (default: 1, for gru4rec a hundredth of the actions)")
  var damping: Double?

  @Option(
    parsing: .unconditional, help: "Determines targets, users, injections and fits.")
  var seed = EstimatorConfiguration().seed

  @OptionGroup var threads: ThreadOptions

  @Option(help: ArgumentHelp("Folder to write.", valueName: "dir"))
  var out: String

  func validate() throws { try OutputPath.validateFolder(out) }

  func run() throws {
    let gnuplot = try Gnuplot()
    let loaded = try input.load()
    var configuration = EstimatorConfiguration(
      models: models.elements, samples: samples, controlled: controlled, actions: actions,
      targetCount: scenario.targets, targetUserCount: scenario.targetUsers,
      top: scenario.top, seed: seed)
    configuration.groups.clusters = clusters
    configuration.local.epochs = localEpochs
    configuration.influence.aim = aim
    configuration.influence.curvature = curvature
    configuration.influence.damping = damping
    let study = try EstimatorReproduction(of: loaded.log, configuration: configuration)
    let name = EstimatorReproduction.name
    var progress = TaskProgress(name, loaded)
    let report = try study.run(
      folder: URL(fileURLWithPath: out, isDirectory: true), gnuplot: gnuplot,
      parallelism: threads.parallelism
    ) { try progress.show($0) }
    progress.finish()
    try Terminal.write(report.table())
    Terminal.writeError("\(out): \(name).md, \(name).csv, \(name).svg, \(name).png\n")
  }
}
