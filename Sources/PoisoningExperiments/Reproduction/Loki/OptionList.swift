/// Checks of lists of options.
enum OptionList {
  /// Checks that `values` are some and that none is given twice.
  static func validate(
    _ values: [some Hashable], _ name: String
  ) throws(ExperimentError) {
    guard !values.isEmpty else {
      throw .invalidOption(name: name, requirement: "at least one is needed")
    }
    guard Set(values).count == values.count else {
      throw .invalidOption(name: name, requirement: "one is given twice")
    }
  }

  /// Checks numbers of fake users and of their actions.
  static func validateBudgets(sizes: [Double], actions: [Int]) throws(ExperimentError) {
    try validate(sizes, "sizes")
    for size in sizes where !(size > 0 && size <= 1) {
      throw .invalidOption(name: "sizes", requirement: "\(size) is not above 0 and at most 1")
    }
    try validate(actions, "actions")
    for count in actions where count < 1 {
      throw .invalidOption(name: "actions", requirement: "\(count) is not at least 1")
    }
  }
}
