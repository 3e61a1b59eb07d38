internal import ArgumentParser
internal import Foundation
internal import PoisoningDetection
internal import RecommenderData
internal import Tensor

/// `mithridate detect features`: what detectors look at in each user.
struct DetectFeaturesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "features",
    abstract: "Write the features of every user by which detectors tell fake users.",
    discussion: """
      The file has the column user and one for each feature. With c and m the number and the mean of \
      an item's ratings r:

      FEATURES:
        rdma            the mean of |r - m| / c
        wdma            the mean of |r - m| / c^2
        wda             the sum of |r - m| / c
        tmf             the largest share of all highest ratings that an item has to which the user \
      gave one
        fmtd            the distance of the means of the user's highest and other ratings
        meanVar         the mean of (r - m)^2 over the ratings that are not the highest
        meanVarWhole    the same over all ratings
        meanVarButOne   the same over all ratings but the highest one without which it is least
        degSim          the mean of the 25 greatest correlations with other users
        lengthVariance  how far the number of ratings is from its mean

      EXAMPLES:
        mithridate detect features --ratings ratings.tsv --out features.csv
        mithridate detect features --ratings ratings.tsv --features meanVar,degSim --out two.csv
      """)

  @OptionGroup(title: "Data") var input: RatingsOptions

  @Option(help: ArgumentHelp("Which features, separated by commas.", valueName: "list"))
  var features = CommaSeparated([UserFeature].standard)

  @OptionGroup var threading: ThreadOptions

  @Option(help: ArgumentHelp("File to write.", valueName: "file"))
  var out: String

  func validate() throws {
    if Set(features.elements).count < features.elements.count {
      throw ValidationError("--features: a feature is there twice")
    }
    try OutputPath.validateFile(out)
  }

  func run() throws {
    let loaded = try input.load()
    loaded.announce()
    let features = try UserFeatures(
      of: loaded.ratings, features: features.elements,
      parallelism: threading.parallelism)
    try Interrupt.check()
    try AtomicFile.write(features.csv(identifiersFrom: loaded.ratings), to: out)
    Terminal.writeError("\(out): features of \(features.userCount) users\n")
  }
}
