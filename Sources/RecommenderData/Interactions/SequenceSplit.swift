/// A log whose normal users' last two actions are held out: one to choose by, one to judge by.
///
/// [Zhang2020, §4.2.2]: of the T actions of a user the first T − 2 are for training, the next one
/// is for validation, and the last one is what a recommender should foresee, given all before it.
public struct SequenceSplit: Hashable, Sendable {
  /// The first T − 2 actions of each normal user, and all of injected users.
  public let training: InteractionLog
  /// The last action but one of each normal user.
  public let validationItems: [Int32]
  /// The last action of each normal user.
  public let testItems: [Int32]

  /// What a recommender sees of `user` when it is to foresee the test item.
  ///
  /// The actions in training and, of a normal user, the validation action.
  ///
  /// - Precondition: `user` is in `0..<training.userCount`.
  /// - Complexity: O(length).
  public func visibleSequence(of user: Int) -> [Int32] {
    var sequence = Array(training.sequence(of: user))
    if user < validationItems.count { sequence.append(validationItems[user]) }
    return sequence
  }

  /// A new split with injected users, whose sequences enter training whole.
  ///
  /// - Throws: As ``InteractionLog/injecting(_:)``.
  /// - Complexity: O(users + actions).
  public func injecting(
    _ sequences: some Collection<FakeSequence>
  ) throws(DataError) -> SequenceSplit {
    SequenceSplit(
      training: try training.injecting(sequences), validationItems: validationItems,
      testItems: testItems)
  }
}

extension InteractionLog {
  /// Holds out the last two actions of each normal user.
  ///
  /// Users and items keep their indices. Injected users, if there are any, stay whole.
  ///
  /// - Throws: `DataError.sequenceTooShort` for the first normal user with fewer than three
  ///   actions: one of them has to stay.
  /// - Complexity: O(users + actions).
  public func leavingLastTwoOut() throws(DataError) -> SequenceSplit {
    var starts = [0]
    var items: [Int32] = []
    items.reserveCapacity(max(0, actionCount - 2 * normalUserCount))
    var validationItems: [Int32] = []
    var testItems: [Int32] = []
    for user in 0..<userCount {
      var sequence = sequence(of: user)
      if user < normalUserCount {
        guard sequence.count >= 3 else {
          throw .sequenceTooShort(
            user: userIdentifiers[user], actions: sequence.count, minimum: 3)
        }
        testItems.append(sequence.removeLast())
        validationItems.append(sequence.removeLast())
      }
      items += sequence
      starts.append(items.count)
    }
    let training = InteractionLog(
      userIdentifiers: userIdentifiers, itemIdentifiers: itemIdentifiers, starts: starts,
      items: items, normalUserCount: normalUserCount)
    return SequenceSplit(
      training: training, validationItems: validationItems, testItems: testItems)
  }
}
