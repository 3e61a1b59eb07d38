import Foundation
import PoisoningDetection
import RecommenderData
import Tensor
import Testing

@Suite struct SVMDetectorTests {
  /// Sixty users who rate at random and twelve who give one item the maximum and others the minimum.
  func ratings(scale: RatingScale = .fiveStars) throws -> RatingMatrix {
    var rng = SeededGenerator(seed: 4)
    var all: [Rating] = []
    for user in 0..<60 {
      for item in 0..<20 where rng.nextUniform() < 0.4 {
        all.append(Rating(user: user, item: item, value: Double(2 + rng.nextIndex(below: 3))))
      }
    }
    for user in 60..<72 {
      all.append(Rating(user: user, item: 3, value: 5))
      for item in 10..<15 { all.append(Rating(user: user, item: item, value: 1)) }
    }
    return try RatingMatrix(userCount: 72, itemCount: 20, ratings: all, scale: scale)
  }

  @Test func findsWhatItHasLearnedAndSurvivesAFile() throws {
    let ratings = try ratings()
    let labels = (0..<72).map { $0 >= 60 }
    let detector = try SVMDetector.trained(
      on: UserFeatures(of: ratings).values, isFake: labels, scale: ratings.scale)
    let found = try detector.detect(in: ratings)
    #expect(found.isFlagged == labels)
    let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString + ".json")
    defer { try? FileManager.default.removeItem(at: url) }
    try detector.classifier.save(to: url.path)
    let read = try SVMDetector(contentsOf: url.path)
    #expect(read.features == .standard && read.scale == 1...5)
    #expect(try read.detect(in: ratings) == found)

    let wide = try RatingScale(minimum: 0, maximum: 5, step: 1)
    let other = try self.ratings(scale: wide)
    #expect(throws: DetectionError.otherScale(expected: 1...5, found: 0...5)) {
      _ = try read.detect(in: other)
    }
    // A classifier of something else, or without a scale, is no detector.
    var text = try String(contentsOf: url, encoding: .utf8)
    text = text.replacing("\"tmf\"", with: "\"age\"")
    try Data(text.utf8).write(to: url)
    var error = #expect(throws: SupportVectorError.self) {
      _ = try SVMDetector(contentsOf: url.path)
    }
    #expect(error?.description.contains("features") == true)
    try Data(text.replacing("\"age\"", with: "\"tmf\"").replacing("scaleM", with: "M").utf8)
      .write(to: url)
    error = #expect(throws: SupportVectorError.self) { _ = try SVMDetector(contentsOf: url.path) }
    #expect(error?.description.contains("annotations.scaleMinimum") == true)
  }
}
