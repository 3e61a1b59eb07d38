internal import ArgumentParser
internal import PoisoningExperiments
internal import RecommenderData
internal import Recommenders
internal import Tensor

/// `mithridate recommend`: the top-N lists of all users.
struct RecommendCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recommend",
    abstract: "Write the top-N list of every user.",
    discussion: """
      The file has the columns user, rank, item and score. Items that a user has rated are left \
      out; ties go to the item that comes first in the ratings. Of random walks the steps of a \
      solve and the residual that they reach are printed.

      EXAMPLES:
        mithridate recommend --ratings ratings.tsv --out lists.csv
        mithridate recommend --ratings ratings.tsv --factors factors --top 20 --out lists.csv
        mithridate recommend --ratings ratings.tsv --victim random-walk --restart 0.3 --out lists.csv
      """)

  @OptionGroup(title: "Data") var input: RatingsOptions

  @Option(
    help: ArgumentHelp(
      "Folder of factors, as fit writes it, instead of a new fit.", valueName: "dir"))
  var factors: String?

  @Option(parsing: .unconditional, help: "N, the length of the lists.")
  var top = 10

  @OptionGroup(title: "Recommender") var recommender: VictimOptions

  @OptionGroup(title: "Fit") var fit: FitOptions

  @Option(help: ArgumentHelp("File to write.", valueName: "file"))
  var out: String

  func validate() throws {
    if top < 1 { throw ValidationError("--top: \(top) is not at least 1") }
    // The precision is that of walks, too.
    let (other, options): (VictimChoice, [String]) =
      switch recommender.victim {
      case .matrixFactorization: (.randomWalk, recommender.walk.changed)
      case .randomWalk:
        (
          .matrixFactorization,
          (factors == nil ? [] : ["--factors"]) + fit.changedOfFit.filter { $0 != "--precision" }
        )
      }
    if let option = options.first {
      throw ValidationError("\(option) is for --victim \(other.rawValue)")
    }
    try OutputPath.validateFile(out)
  }

  func run() throws {
    switch fit.precision {
    case .double: try run(Double.self)
    case .float: try run(Float.self)
    }
  }

  private func run<Scalar: TensorScalar>(_: Scalar.Type) throws {
    let loaded = try input.load()
    let ratings = loaded.ratings
    let lists: RecommendationLists<Scalar>
    switch recommender.victim {
    case .matrixFactorization:
      var fit = fit
      if factors != nil { fit.sweeps = 0 }
      let model: MatrixFactorization<Scalar> = try fit.fit(loaded, start: factors)
      lists = try model.topN(top, excluding: ratings, parallelism: fit.parallelism)
    case .randomWalk:
      let model = try RandomWalk<Scalar>(ratings, options: recommender.walk.walk)
      loaded.announce()
      lists = try model.topN(top, excluding: ratings, parallelism: fit.parallelism)
      let residual = model.largestResidual(parallelism: fit.parallelism)
      Terminal.writeError(
        """
        random walks: \(model.iterations) steps, relative residual \(Float(residual)) at most \
        among up to 128 users

        """)
    }
    try Interrupt.check()
    try AtomicFile.write(lists.csv(identifiersFrom: ratings), to: out)
    Terminal.writeError("\(out): lists of \(lists.users.count) users\n")
  }
}
