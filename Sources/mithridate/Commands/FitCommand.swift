internal import ArgumentParser
internal import PoisoningExperiments
internal import RecommenderData
internal import Recommenders
internal import Tensor

/// `mithridate fit`: the factors of the recommender.
struct FitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit",
    abstract: "Fit the matrix factorization and write its factors.",
    discussion: """
      Writes user_factors.npy and item_factors.npy (a row for each user or item) and users.txt and \
      items.txt (identifiers in the order of rows). Prints the objective, the norm of its gradient \
      and the effective rank: the number of singular values of the predictions above 0.1 % of the \
      largest.

      EXAMPLES:
        mithridate fit --ratings ratings.tsv --rank 32 --out factors
        mithridate fit --ratings ratings.tsv --init factors --acceleration lbfgs --tolerance 0 \
      --gradient-tolerance 1e-6 --sweeps 5000 \
      --out converged
      """)

  @OptionGroup(title: "Data") var input: RatingsOptions
  @OptionGroup(title: "Fit") var fit: FitOptions

  @Option(
    name: .customLong("init"),
    help: ArgumentHelp("Folder of factors to start from.", valueName: "dir"))
  var start: String?

  @Option(help: ArgumentHelp("Folder to write.", valueName: "dir"))
  var out: String

  @Flag(help: "Print one JSON object.")
  var json = false

  func validate() throws { try OutputPath.validateFolder(out) }

  func run() throws {
    switch fit.precision {
    case .double: try run(Double.self)
    case .float: try run(Float.self)
    }
  }

  private func run<Scalar: TensorScalar>(_: Scalar.Type) throws {
    let loaded = try input.load()
    let model: MatrixFactorization<Scalar> = try fit.fit(loaded, start: start)
    try FactorFolder(path: out).write(model.factors, of: loaded.ratings)
    let report = model.report
    if json {
      try Terminal.write(try Terminal.json(report))
      return
    }
    try Terminal.write(
      """
      objective       \(report.objective)
      sweeps          \(report.sweeps)\(report.isConverged ? ", tolerance met" : "")
      gradient norm   \(report.gradientNorm)
      training RMSE   \(report.trainingError)
      effective rank  \(report.effectiveRank) of \(model.rank)

      """)
  }
}
