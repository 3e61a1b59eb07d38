import Foundation
import RecommenderData
import Recommenders
import Tensor
import Testing

@testable import PoisoningAttacks

@Suite struct TopNLossTests {
  /// Five users and five items with one factor each, so that a score is a product; target 4.
  private let users = Matrix<Double>(rows: 1, columns: 5, columnMajor: [1, 2, 0.5, 1, 1])
  private let items = Matrix<Double>(rows: 1, columns: 5, columnMajor: [4, 3, 2, 1, 1.5])

  private func loss(_ audience: Audience, top: Int = 2) throws -> TopNLoss {
    // User 0 has rated item 0, user 1 nothing, user 2 items 1 and 2, user 3 the target, user 4 all
    // items but the target and item 3.
    let ratings = try matrix([
      [5, 0, 0, 0, 0], [0, 0, 0, 0, 0], [0, 4, 4, 0, 0], [0, 0, 0, 0, 1], [3, 3, 3, 0, 0],
    ])
    return try TopNLoss(
      audience: audience, target: 4, top: top, ratings: ratings, parallelism: .serial)
  }

  private func scores(_ loss: TopNLoss) -> (users: Matrix<Double>, targets: [Double]) {
    let users = users.selectingColumns(loss.users)
    return (users, users.transposedTimes(items.column(4)).elements)
  }

  private func g(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

  @Test func listsLeaveOutTargetAndRatedItems() throws {
    let loss = try loss(Audience(users: [0, 1, 2, 4]))
    let lists = try loss.lists(users: scores(loss).users, items: items)
    let found = loss.users.indices.map { place in lists[user: place].map(\.item) }
    #expect(found == [[1, 2], [0, 1], [0, 3], [3]])
  }

  @Test func ratersOfTargetLeaveTheLoss() throws {
    #expect(try loss(Audience(users: [0, 3, 4])).users == [0, 4])
    #expect(try loss(Audience(users: [3])).users.isEmpty)
  }

  @Test func valueIsEquation6() throws {
    let loss = try loss(Audience(users: [0, 1, 3]))
    let (users, targets) = scores(loss)
    let lists = try loss.lists(users: users, items: items)
    // User 0: 3 and 2 against 1.5; user 1: 8 and 6 against 3.
    let expected = g(1.5 / 0.5) + g(0.5 / 0.5) + g(5 / 0.5) + g(3 / 0.5)
    let value = loss.value(of: lists, targetScores: targets, width: 0.5)
    #expect(abs(value - expected) < 1e-14)
  }

  @Test func weightsMultiplyUsers() throws {
    let loss = try loss(Audience(influences: [1, 3, 0, 2, 2], total: 4))
    #expect(loss.users == [0, 1, 2, 4])
    #expect(loss.weights == [0.5, 1.5, 0, 1])
    let (users, targets) = scores(loss)
    let lists = try loss.lists(users: users, items: items)
    let expected =
      0.5 * (g(1.5) + g(0.5)) + 1.5 * (g(5) + g(3)) + g(-0.5)
    #expect(abs(loss.value(of: lists, targetScores: targets, width: 1) - expected) < 1e-14)
  }

  @Test func narrowLossCountsItemsAheadOfTarget() throws {
    let loss = try loss(Audience(users: [0, 1, 2, 4]))
    let (users, targets) = scores(loss)
    let lists = try loss.lists(users: users, items: items)
    // Ahead: two, two, item 0 (2 against 0.75) and none (1 against 1.5).
    #expect(abs(loss.value(of: lists, targetScores: targets, width: 0.001) - 5) < 1e-12)
    let gradient = loss.gradient(
      of: lists, users: users, items: items, targetScores: targets, width: 1e-4)
    #expect(gradient.ofItems.columnMajorElements.allSatisfy { $0 == 0 })
  }

  @Test func gradientIsByHand() throws {
    let loss = try loss(Audience(influences: [1, 3, 0, 2, 2], total: 4))
    let (users, targets) = scores(loss)
    let lists = try loss.lists(users: users, items: items)
    let gradient = loss.gradient(
      of: lists, users: users, items: items, targetScores: targets, width: 1)
    func h(_ x: Double) -> Double { g(x) * (1 - g(x)) }
    // h of user 0: items 1, 2; of user 1: items 0, 1; of user 4: item 3.
    let (a, b, c, d, e) = (
      0.5 * h(1.5), 0.5 * h(0.5), 1.5 * h(5), 1.5 * h(3), h(-0.5)
    )
    #expect(gradient.items == [0, 1, 2, 3, 4])
    let ofItems = Matrix<Double>(
      rows: 1, columns: 5,
      columnMajor: [2 * c, a + 2 * d, b, e, -(a + b + 2 * (c + d) + e)])
    #expect(gradient.ofItems.isApproximatelyEqual(to: ofItems))
    let ofUsers = Matrix<Double>(
      rows: 1, columns: 4, columnMajor: [1.5 * a + 0.5 * b, 2.5 * c + 1.5 * d, 0, -0.5 * e])
    #expect(gradient.ofUsers.isApproximatelyEqual(to: ofUsers))
    let ofTarget = loss.targetGradient(of: lists, users: users, targetScores: targets, width: 1)
    #expect(abs(ofTarget[0] - ofItems[0, 4]) < 1e-14)
  }

  @Test func emptyAudienceHasNoLoss() throws {
    let loss = try loss(Audience(users: [3]))
    let (users, targets) = scores(loss)
    let lists = try loss.lists(users: users, items: items)
    #expect(loss.value(of: lists, targetScores: targets, width: 1) == 0)
    let gradient = loss.gradient(
      of: lists, users: users, items: items, targetScores: targets, width: 1)
    #expect(gradient.items == [4])
    #expect(gradient.ofItems[0, 0] == 0)
  }
}
