import Testing

@testable import RecommenderData

@Suite struct LineMapTests {
  @Test func remembersPlacesAcrossGapsAndFiles() {
    let places: [LineMap.Place] = [
      .init(file: 0, line: 2), .init(file: 0, line: 3), .init(file: 0, line: 7),
      .init(file: 0, line: 8), .init(file: 1, line: 9), .init(file: 1, line: 10),
      .init(file: 2, line: 1),
    ]
    var map = LineMap()
    for (rating, place) in places.enumerated() {
      map.record(rating: rating, file: place.file, line: place.line)
    }
    for (rating, place) in places.enumerated() { #expect(map.place(of: rating) == place) }
  }
}
