import Foundation
public import RecommenderData

/// Ratings to measure on: a preset that the package generates, or files of real ratings.
public enum Dataset: Hashable, Sendable {
  /// Generated ratings.
  case preset(SyntheticRatings.Preset)
  /// The Amazon Music files of DeepCF: 1,776 users, 12,929 items, 46,087 ratings.
  case amazonMusic(folder: String)
  /// The Epinions files of SIGformer: 17,894 users, 17,660 items, 413,774 ratings.
  case epinions(folder: String)

  /// The variable of the environment that names the folder of real data.
  public static let folderVariable = "MITHRIDATE_DATA"

  /// The presets `music` and `yelp`, then the real data that are there.
  public static var available: [Dataset] { [.preset(.music), .preset(.yelp)] + real }

  /// The real data whose files are in the folder that the environment names.
  public static var real: [Dataset] {
    guard let folder = ProcessInfo.processInfo.environment[folderVariable], !folder.isEmpty else {
      return []
    }
    return [.amazonMusic(folder: folder), .epinions(folder: folder)].filter { dataset in
      dataset.paths.allSatisfy(FileManager.default.fileExists(atPath:))
    }
  }

  /// What tables call it.
  public var name: String {
    switch self {
    case .preset(let preset): "\(preset) preset"
    case .amazonMusic: "Amazon Music"
    case .epinions: "Epinions"
    }
  }

  /// The files that hold it, none for a preset.
  public var paths: [String] {
    switch self {
    case .preset: []
    case .amazonMusic(let folder):
      ["train", "test"].map { "\(folder)/amazon-music-deepcf/AMusic.\($0).rating" }
    case .epinions(let folder):
      ["train", "valid", "test"].map { "\(folder)/epinions-sigformer/\($0).txt.gz" }
    }
  }

  /// Generates or reads the ratings.
  public func load() throws -> RatingMatrix {
    switch self {
    case .preset(let preset): try preset.configuration.generate()
    case .amazonMusic, .epinions: try RatingReader().read(paths).ratings
    }
  }
}
