import Foundation
import Testing

@testable import PoisoningDetection

@Suite struct SupportVectorOptionsTests {
  @Test func defaultsAreValid() throws {
    try SupportVectorOptions().validate()
    #expect(SupportVectorOptions().grid.count == 25)
  }

  @Test(arguments: [
    ("costs", SupportVectorOptions(costs: [])), ("costs", .init(costs: [1, 0])),
    ("costs", .init(costs: [.nan])), ("costs", .init(costs: [1, 1])),
    ("costs", .init(costs: [1e10])), ("gammas", .init(gammas: [])),
    ("gammas", .init(gammas: [-1])), ("gammas", .init(gammas: [.infinity])),
    ("folds", .init(folds: 1)), ("folds", .init(folds: -3)),
    ("classWeights", .init(classWeights: .fixed(normal: 0, fake: 1))),
    ("classWeights", .init(classWeights: .fixed(normal: 1, fake: .nan))),
    ("tolerance", .init(tolerance: 0)), ("tolerance", .init(tolerance: .nan)),
    ("cacheMebibytes", .init(cacheMebibytes: 0)), ("cacheMebibytes", .init(cacheMebibytes: .nan)),
  ])
  func rejects(_ name: String, _ options: SupportVectorOptions) {
    do throws(SupportVectorError) {
      try options.validate()
      Issue.record("valid options")
    } catch {
      guard case .invalidOption(let found, _) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(found == name)
      #expect("\(error)".hasPrefix("\(name): must be"))
    }
  }

  @Test func gridIsAscending() {
    let grid = SupportVectorOptions(costs: [8, 1], gammas: [2, 0.5]).grid
    #expect(grid.map(\.cost) == [1, 1, 8, 8])
    #expect(grid.map(\.gamma) == [0.5, 2, 0.5, 2])
  }

  @Test func optionsAreCodable() throws {
    let options = SupportVectorOptions(
      classWeights: .fixed(normal: 1, fake: 2.5), scaling: .range, seed: .max)
    let data = try JSONEncoder().encode(options)
    #expect(try JSONDecoder().decode(SupportVectorOptions.self, from: data) == options)
  }

  @Test func weightsOfClasses() {
    #expect(ClassWeights.balanced.values(normalCount: 30, fakeCount: 10) == (40 / 60.0, 2))
    #expect(ClassWeights.equal.values(normalCount: 30, fakeCount: 10) == (1, 1))
    #expect(ClassWeights.fixed(normal: 2, fake: 3).values(normalCount: 3, fakeCount: 1) == (2, 3))
  }
}
