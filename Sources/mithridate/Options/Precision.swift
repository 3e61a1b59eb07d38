internal import ArgumentParser
internal import Recommenders
internal import Tensor

/// The precision of factors.
enum Precision: String, ExpressibleByArgument, CaseIterable, Sendable {
  case double
  case float
}
