import Testing

@testable import PoisoningDetection

@Suite struct SupportVectorErrorTests {
  @Test(arguments: [
    (SupportVectorError.noSamples, "there are no samples"),
    (.noFeatures, "the samples have no features"),
    (.labelCount(samples: 3, labels: 2), "2 labels for 3 samples"),
    (
      .oneClassOnly(isFake: true, samples: 9),
      "all 9 samples are fake users; both classes are needed"
    ),
    (
      .tooFewSamples(isFake: false, count: 3, folds: 5),
      "3 normal users are too few for 5 folds, each of which needs one"
    ),
    (
      .tooFewGroups(isFake: true),
      "all fake users are of one group; folds of whole groups need two"
    ),
    (.groupCount(samples: 3, groups: 2), "2 groups for 3 samples"),
    (
      .notFinite(sample: 4, feature: 1),
      "feature 1 of sample 4 is not a finite number of a size below 1e150"
    ),
    (
      .constantFeatures(features: 2, samples: 10),
      "each of the 2 features has the same value in all 10 samples"
    ),
    (.featureCount(expected: 6, found: 5), "samples with 5 features for a model of 6"),
    (.featureNames(expected: ["a", "b"], found: ["b"]), "the features b for a model of a, b"),
    (.invalidOption(name: "folds", requirement: "must be 2"), "folds: must be 2"),
    (
      .notSolved(cost: 1, gamma: 0.5),
      "training with C = 1.0 and γ = 0.5 came to no finite solution"
    ),
    (.file(path: "m.json", reason: "no such file"), "m.json: no such file"),
    (.field(path: "m.json", field: "gamma", reason: "is missing"), "m.json: gamma is missing"),
  ])
  func saysWhatIsWrong(_ error: SupportVectorError, _ text: String) {
    #expect("\(error)" == text)
  }
}
