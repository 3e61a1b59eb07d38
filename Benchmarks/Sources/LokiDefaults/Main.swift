import Foundation
import PoisoningAttacks
import RecommenderData
import RecommenderInfluence
import Recommenders
import Tensor
import TensorLearning

/// Prints what LOKI learns under other options than the defaults, as a table in Markdown.
///
/// The simulator has BPRMF, FPMC and TransRec, and 1 % of users are fake. A value is that of the better of two learned
/// sequences with the models trained anew, the geometric mean over the models of the display rate and a quarter of the
/// smooth one; a column for each draw of targets and users.
@main
struct Main {
  /// Draws of targets and users.
  private static let seeds: [UInt64] = [1, 2, 3]

  private static let settings: [(name: String, change: @Sendable (inout LokiOptions) -> Void)] =
    [
      ("the defaults", { _ in }),
      ("c = 0 clusters", { $0.groups.clusters = 0 }),
      ("c = 4", { $0.groups.clusters = 4 }),
      ("c = 16", { $0.groups.clusters = 16 }),
      ("factorization of rank 8", { $0.groups.features = 8 }),
      ("rank 32", { $0.groups.features = 32 }),
      ("γ = 0.9", { $0.learning.discount = 0.9 }),
      ("γ = 0.5", { $0.learning.discount = 0.5 }),
      ("ε from 1 to 0.2", { $0.learning.lastExploration = 0.2 }),
      ("ε from 0.5 to 0.05", { $0.learning.firstExploration = 0.5 }),
      ("replay of 32 episodes", { $0.learning.replayCapacity = 32 }),
      ("replay of 64", { $0.learning.replayCapacity = 64 }),
      ("reward at the end only", { $0.rewardedParts = 1 }),
      ("reward in 5 parts", { $0.rewardedParts = 5 }),
      ("double estimates", { $0.learning.usesDoubleEstimates = true }),
      ("64 episodes", { $0.learning.episodes = 64 }),
      ("256 episodes", { $0.learning.episodes = 256 }),
    ]

  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3, let length = Int(arguments[2]), length >= 3 else {
      FileHandle.standardError.write(
        Data("usage: LokiDefaults SEQUENCES ACTIONS (at least 3)\n".utf8))
      exit(2)
    }
    let split = try InteractionReader().read(arguments[1]).log.leavingLastTwoOut()
    var rows = settings.map { [$0.name] }
    for seed in seeds {
      let draw = try Draw(split, seed: seed)
      for (row, setting) in settings.enumerated() {
        var options = LokiOptions(sharedFinalists: 0)
        setting.change(&options)
        let value = try draw.learned(options, length: length)
        rows[row].append(String(format: "%.3f", value))
        FileHandle.standardError.write(Data("\(seed): \(rows[row])\n".utf8))
      }
    }
    print("| setting | " + seeds.map { "draw \($0)" }.joined(separator: " | ") + " |")
    print("|---" + seeds.map { _ in "|---" }.joined() + "|")
    for row in rows { print("| " + row.joined(separator: " | ") + " |") }
  }
}
