internal import ArgumentParser
internal import Foundation
internal import PoisoningExperiments
internal import RecommenderData
internal import RecommenderInfluence
internal import Recommenders
internal import Tensor

/// `mithridate influence`: how much each user matters for the predictions of one item.
struct InfluenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "influence",
    abstract: "Write how much each user matters for the predictions of one item.",
    discussion: """
      The influence of a user is by how much, summed over all users, the predicted ratings of the \
      target change to first order when the user's ratings are removed one by one. The file has the \
      columns user and influence. Prints what the numbers rest on: the norm of the objective's \
      gradient, the effective rank, the residual of the solves.

      SOLVES:
        refit: the recommender goes on with --sweeps-ahead sweeps from the factors it has; swept \
      in single precision, whatever that of the fit
        damped: in between, by conjugate gradients
        stationary: the minimum moves; needs a tight fit, such as \
      --acceleration lbfgs --tolerance 0 --gradient-tolerance 1e-6 --sweeps 5000

      EXAMPLES:
        mithridate influence --ratings ratings.tsv --target B001 --out influence.csv
        mithridate influence --ratings ratings.tsv --factors factors --target B001 \
      --method exact --sample-users 500 --out influence.csv
        mithridate influence --ratings ratings.tsv --target B001 --check 40 --out influence.csv
      """)

  /// How influence is summed, as it is typed.
  enum Method: String, CaseIterable, ExpressibleByArgument {
    case itemPath = "item-path"
    case exact
  }

  /// For whom H⁻¹ is asked, as it is typed.
  enum Solve: String, CaseIterable, ExpressibleByArgument {
    case refit, damped, stationary
  }

  @OptionGroup(title: "Data") var input: RatingsOptions

  @Option(help: ArgumentHelp("Identifier of the target item.", valueName: "id"))
  var target: String

  @Option(
    help: """
      item-path: the change of the target's factors, rank solves; exact: a solve for each user.
      """)
  var method = Method.itemPath

  @Option(
    parsing: .unconditional,
    help: "With --method exact, solve for so many users drawn at random. (default: all)")
  var sampleUsers: Int?

  @Option(help: "refit, damped or stationary.")
  var solve = Solve.refit

  @Option(
    parsing: .unconditional, help: "Sweeps of a refit; a damped solve follows as many by default.")
  var sweepsAhead = 20

  @Option(
    parsing: .unconditional,
    help: """
      Damping by multiples of the diagonal blocks of the Hessian. (default: 0.3 / sweeps ahead)
      """)
  var damping: Double?

  @Option(
    help: ArgumentHelp(
      "Folder of factors, as fit writes it, instead of a new fit.", valueName: "dir"))
  var factors: String?

  @OptionGroup(title: "Fit") var fit: FitOptions

  @Option(help: ArgumentHelp("File to write.", valueName: "file"))
  var out: String

  @Option(
    parsing: .unconditional,
    help: """
      Refit without so many ratings drawn at random, and without so many users, and print how the \
      predicted changes compare with the real ones.
      """)
  var check: Int?

  @Flag(help: "Print what the numbers rest on as one JSON object.")
  var json = false

  func validate() throws {
    if let check, check < 2 { throw ValidationError("--check: \(check) is not at least 2") }
    if json, check != nil { throw ValidationError("--check and --json exclude each other") }
    if sweepsAhead < 1 {
      throw ValidationError("--sweeps-ahead: \(sweepsAhead) is not at least 1")
    }
    if let damping, !(damping > 0 && damping.isFinite) {
      throw ValidationError("--damping: \(damping) is not positive and finite")
    }
    if damping != nil, solve != .damped {
      throw ValidationError("--damping: only --solve damped has a damping")
    }
    if let sampleUsers, sampleUsers < 1 {
      throw ValidationError("--sample-users: \(sampleUsers) is not at least 1")
    }
    if sampleUsers != nil, method != .exact {
      throw ValidationError("--sample-users: only --method exact solves for users")
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
    guard let item = ratings.itemIdentifiers.firstIndex(of: target) else {
      throw ExperimentError.unknownTarget(identifier: target)
    }
    var fit = fit
    if factors != nil { fit.sweeps = 0 }
    let model: MatrixFactorization<Scalar> = try fit.fit(loaded, start: factors)
    let influence = try FactorizationInfluence(
      model: model, ratings: ratings, solve: influenceSolve, parallelism: fit.parallelism)
    let result =
      if solve == .refit, Scalar.self != Float.self {
        try onTarget(item, influence.converted(to: Float.self))
      } else {
        try onTarget(item, influence)
      }
    try AtomicFile.write(result.csv(identifiersFrom: ratings), to: out)
    let certificate = result.certificate
    if let warning = certificate.warning { Terminal.writeError("warning: \(warning)\n") }
    if json {
      try Terminal.write(try Terminal.json(certificate))
      return
    }
    try Terminal.write(
      """
      objective          \(certificate.objective)
      gradient norm      \(certificate.gradientNorm)
      relative gradient  \(certificate.relativeGradient)
      effective rank     \(certificate.effectiveRank) of \(model.rank)
      solve              \(solve.rawValue), residual \(certificate.residual) after \
      \(certificate.iterations) \(solve == .refit ? "sweeps" : "iterations")\(
        certificate.flatPart > 0 ? ", flat part \(certificate.flatPart) left aside" : "")

      """)
    if let check { try printChecks(influence, target: item, count: check) }
  }

  private func onTarget<Scalar: TensorScalar>(
    _ item: Int, _ influence: FactorizationInfluence<Scalar>
  ) throws -> TargetInfluence {
    var bar = ProgressBar("influence")
    defer { bar.finish() }
    return try influence.onTarget(
      item, method: method == .exact ? .exact(sampledUsers: sampleUsers) : .itemPath,
      seed: fit.seed
    ) { done, total in
      try Interrupt.check()
      bar.update(done, of: total)
    }
  }

  /// Leave-one-out and leave-user-out refits beside their predictions.
  private func printChecks<Scalar: TensorScalar>(
    _ influence: FactorizationInfluence<Scalar>, target: Int, count: Int
  ) throws {
    let all = influence.ratings.ratings
    var rng = SeededGenerator(seed: fit.seed, stream: UInt64(target))
    let ratings = RandomSampling.indices(min(count, all.count), from: all.count, using: &rng)
    let users = RandomSampling.indices(
      min(count, influence.ratings.userCount), from: influence.ratings.userCount, using: &rng)
    let kinds: [(String, [Removal])] = [
      ("ratings", ratings.map { .rating(user: all[$0].user, item: all[$0].item) }),
      ("users", users.map { .user($0) }),
    ]
    var bar = ProgressBar("check")
    for (name, removals) in kinds {
      for isCorrected in [false, true] {
        let check = try influence.retrainingCheck(
          target: target, removals: removals, correcting: isCorrected,
          gradientTolerance: max(fit.gradientTolerance, 1e-9)
        ) { done, total in
          try Interrupt.check()
          bar.update(done, of: total, detail: name)
        }
        bar.finish()
        try Terminal.write(
          """
          without \(removals.count) \(name)\(isCorrected ? ", corrected" : "")  \
          Pearson \(check.pearson.rounded(to: 3))  Spearman \(check.spearman.rounded(to: 3))  \
          median slope \(check.medianSlope.rounded(to: 3))

          """)
      }
    }
  }

  private var influenceSolve: InfluenceSolve {
    switch solve {
    case .refit: .refit(sweeps: sweepsAhead)
    case .damped: .damped(damping ?? 0.3 / Double(sweepsAhead))
    case .stationary: .stationary(tolerance: 1e-8)
    }
  }
}

extension Double {
  /// The number with so many digits after the point.
  fileprivate func rounded(to digits: Int) -> String {
    String(format: "%.\(digits)f", self)
  }
}
