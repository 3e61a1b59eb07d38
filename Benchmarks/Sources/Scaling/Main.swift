import BenchmarkData
import Foundation
import RecommenderData

/// Measures one point for `make bench-scaling` and prints it as JSON: `Scaling RATINGS RANK` with a
/// user for 25 ratings and an item for 50, as in the data of the papers, or `Scaling PRESET RANK`.
@main
enum Main {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count == 2, let configuration = configuration(arguments[0]),
      let rank = Int(arguments[1])
    else {
      FileHandle.standardError.write(Data("usage: Scaling RATINGS|PRESET RANK\n".utf8))
      exit(2)
    }
    try Report.write(Point(configuration, rank: rank))
  }

  private static func configuration(_ name: String) -> SyntheticRatings? {
    if let preset = SyntheticRatings.Preset(rawValue: name) { return preset.configuration }
    guard let ratings = Int(name) else { return nil }
    return SyntheticRatings(
      userCount: max(1, ratings / 25), itemCount: max(1, ratings / 50), ratingCount: ratings)
  }
}
