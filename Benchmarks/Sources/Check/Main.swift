import BenchmarkData
import Foundation
import RecommenderData
import Recommenders
import Tensor

/// A fixed run to count instructions and allocations of under valgrind, for `make bench-check`.
///
/// `Check SUBJECT REPETITIONS` does the subject so many times on one thread. What one repetition
/// costs is the difference between runs of different numbers, without start, data and exit.
@main
enum Main {
  /// What can be counted.
  enum Subject: String, CaseIterable {
    /// A sweep on the small preset.
    case sweep
    /// A sweep on a preset of twice as many users, items and ratings.
    case doubledSweep = "doubled-sweep"
    /// Top-10 lists of all users of the small preset.
    case ranking
    /// Reading the small preset from a file.
    case reading
  }

  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard arguments.count == 2, let subject = Subject(rawValue: arguments[1]),
      let repetitions = Int(arguments[2])
    else {
      let subjects = Subject.allCases.map(\.rawValue).joined(separator: "|")
      FileHandle.standardError.write(Data("usage: Check \(subjects) REPETITIONS\n".utf8))
      exit(2)
    }
    switch subject {
    case .sweep: try sweep(repetitions, .small)
    case .doubledSweep:
      var doubled = SyntheticRatings.small
      doubled.userCount *= 2
      doubled.itemCount *= 2
      doubled.ratingCount *= 2
      try sweep(repetitions, doubled)
    case .ranking: try rank(repetitions)
    case .reading: try read(repetitions)
    }
  }

  private static func sweep(_ count: Int, _ configuration: SyntheticRatings) throws {
    let options = FactorizationOptions(sweeps: count, tolerance: 0)
    let model = try MatrixFactorization<Double>.fit(
      configuration.generate(), options: options, parallelism: .serial)
    precondition(model.report.sweeps == count, "not every sweep was run")
  }

  private static func rank(_ count: Int) throws {
    let ratings = try SyntheticRatings.small.generate()
    let options = FactorizationOptions(sweeps: 1)
    let model = try MatrixFactorization<Double>.fit(
      ratings, options: options, parallelism: .serial)
    for _ in 0..<count {
      let lists = try model.topN(10, excluding: ratings, parallelism: .serial)
      precondition(lists[user: 0].count == 10, "a list is short")
    }
  }

  private static func read(_ count: Int) throws {
    let ratings = try SyntheticRatings.small.generate()
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("mithridate-\(UUID().uuidString).tsv").path
    try RatingWriter().write(ratings, to: path)
    defer { try? FileManager.default.removeItem(atPath: path) }
    for _ in 0..<count {
      let again = try RatingReader().read([path], parallelism: .serial).ratings
      precondition(again.count == ratings.count, "lines are lost")
    }
  }
}
