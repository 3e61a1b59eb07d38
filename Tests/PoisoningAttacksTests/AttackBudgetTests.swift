import PoisoningAttacks
import Testing

@Suite struct AttackBudgetTests {
  @Test func countIsShareOfNormalUsersRounded() throws {
    // 0.3 % of 1,776 is 5.328; 0.5 % is 8.88; 2.5 of 5 users rounds up.
    #expect(try AttackBudget.fakeUserCount(size: 0.003, normalUsers: 1776) == 5)
    #expect(try AttackBudget.fakeUserCount(size: 0.005, normalUsers: 1776) == 9)
    #expect(try AttackBudget.fakeUserCount(size: 0.5, normalUsers: 5) == 3)
    #expect(try AttackBudget.fakeUserCount(size: 1, normalUsers: 1776) == 1776)
  }

  @Test func countIsAtLeastOne() throws {
    #expect(try AttackBudget.fakeUserCount(size: 0.003, normalUsers: 10) == 1)
    #expect(try AttackBudget.fakeUserCount(size: 1e-300, normalUsers: 1776) == 1)
    #expect(try AttackBudget.fakeUserCount(size: 0.5, normalUsers: 0) == 1)
  }

  @Test(arguments: [0, -0.1, 1.0000001, .infinity]) func rejectsSizesOutsideUnitInterval(
    size: Double
  ) {
    #expect(throws: AttackError.invalidSize(size)) {
      try AttackBudget.fakeUserCount(size: size, normalUsers: 100)
    }
  }

  @Test func rejectsSizeThatIsNotANumber() {
    #expect(throws: AttackError.self) {
      try AttackBudget.fakeUserCount(size: .nan, normalUsers: 100)
    }
  }

  @Test func fillersLeaveRoomForTheTarget() throws {
    #expect(AttackBudget().fillers == 20)
    try AttackBudget(fillers: 1).validate(itemCount: 2)
    try AttackBudget(fillers: 9).validate(itemCount: 10)
    #expect(throws: AttackError.fillersOutOfRange(fillers: 10, maximum: 9)) {
      try AttackBudget(fillers: 10).validate(itemCount: 10)
    }
    #expect(throws: AttackError.fillersOutOfRange(fillers: 1, maximum: 0)) {
      try AttackBudget(fillers: 1).validate(itemCount: 0)
    }
  }

  @Test func trapsOnNegativeUsers() async {
    await #expect(processExitsWith: .failure) {
      _ = try AttackBudget.fakeUserCount(size: 0.5, normalUsers: -1)
    }
  }
}
