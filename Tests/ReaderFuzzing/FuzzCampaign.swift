/// A run of one reader over mutated inputs, the same for the same seed.
package struct FuzzCampaign {
  /// How many inputs a reader accepted and rejected.
  package struct Tally: Sendable {
    /// The inputs that gave a valid result.
    package var accepted = 0
    /// The inputs that gave a typed error.
    package var rejected = 0

    /// A tally of nothing.
    package init() {}

    /// Counts one outcome.
    package mutating func count(_ outcome: FuzzOutcome) {
      switch outcome {
      case .accepted: accepted += 1
      case .rejected: rejected += 1
      }
    }
  }

  /// What is read.
  package let subject: any FuzzSubject
  /// Where the mutations come from.
  package let seed: UInt64

  /// A campaign on `subject`.
  package init(_ subject: some FuzzSubject, seed: UInt64) {
    self.subject = subject
    self.seed = seed
  }

  /// Reads the seeds and then `inputs` mutations of them and of inputs that were accepted.
  ///
  /// - Throws: `FuzzFinding` with the number and the bytes of the first input on which a property
  ///   fails.
  package func run(inputs: Int) throws -> Tally {
    var tally = Tally()
    var corpus = subject.seeds
    for (number, input) in corpus.enumerated() {
      tally.count(try outcome(of: input, number: -number))
    }
    var mutator = Mutator(seed: seed, others: corpus)
    for number in 0..<inputs {
      let parent = mutator.number(below: corpus.count)
      let input = subject.mutated(corpus[parent], using: &mutator)
      let outcome = try outcome(of: input, number: number)
      tally.count(outcome)
      // Changes pile up, but for a corpus that stays small.
      if outcome == .accepted, corpus.count < 256 {
        corpus.append(input)
      } else if outcome == .accepted {
        corpus[parent] = input
      }
    }
    return tally
  }

  private func outcome(of input: [UInt8], number: Int) throws -> FuzzOutcome {
    do {
      return try subject.outcome(of: input)
    } catch {
      throw FuzzFinding("\(subject.name), seed \(seed), input \(number) \(input): \(error)")
    }
  }
}
