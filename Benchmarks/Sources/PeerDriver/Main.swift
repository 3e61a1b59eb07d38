import BenchmarkData
import Foundation
import RecommenderData

/// Starts a ``Driver``: `PeerDriver DATA RANK REGULARIZATION THREADS`, where DATA is `music`, `yelp`,
/// `amazon-music` or `epinions`.
@main
enum Main {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard arguments.count == 4, let dataset = dataset(arguments[1]), let rank = Int(arguments[2]),
      let regularization = Double(arguments[3]), let threads = Int(arguments[4])
    else { throw DriverError.unknown(Array(arguments)) }
    var driver = try Driver(
      dataset, rank: rank, regularization: regularization, threads: threads)
    while let line = readLine() {
      try Report.write(driver.answer(line.split(separator: "\t").map(String.init)))
    }
  }

  private static func dataset(_ name: String) -> Dataset? {
    if let preset = SyntheticRatings.Preset(rawValue: name) { return .preset(preset) }
    return Dataset.real.first {
      switch $0 {
      case .preset: false
      case .amazonMusic: name == "amazon-music"
      case .epinions: name == "epinions"
      }
    }
  }
}
