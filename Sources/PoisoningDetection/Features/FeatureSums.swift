/// The sums over a user's ratings that features are made of, taken in rating by rating.
package struct FeatureSums: Sendable {
  /// Σ |r − r̄_i| / c_i.
  private(set) var deviations = 0.0
  /// Σ |r − r̄_i| / c_i².
  private(set) var squaredCountDeviations = 0.0
  /// The largest share of all maxima among the items of P_T.
  private(set) var targetFocus = 0.0
  /// Over P_T: the number of ratings, their sum, Σ (r − r̄_i)² and its largest term.
  private(set) var maxima = (count: 0.0, sum: 0.0, squares: 0.0, largest: 0.0)
  /// Over P_F: the number of ratings, their sum and Σ (r − r̄_i)².
  private(set) var rest = (count: 0.0, sum: 0.0, squares: 0.0)

  /// n_u.
  var count: Double { maxima.count + rest.count }

  /// The sums over no rating.
  package init() {}

  /// Takes a rating in.
  @inline(__always)
  package mutating func add(_ trace: RatingTrace) {
    let share = trace.deviation * trace.weight
    deviations += share
    squaredCountDeviations += share * trace.weight
    targetFocus = max(targetFocus, trace.maximumShare)
    let square = trace.deviation * trace.deviation
    // Sums of both sets without a branch: which one a rating goes to cannot be foreseen.
    let inMaxima = trace.isMaximum ? 1.0 : 0.0
    let inRest = 1 - inMaxima
    maxima.count += inMaxima
    maxima.sum += inMaxima * trace.value
    maxima.squares += inMaxima * square
    maxima.largest = max(maxima.largest, inMaxima * square)
    rest.count += inRest
    rest.sum += inRest * trace.value
    rest.squares += inRest * square
  }

  /// These sums with one more rating.
  package func adding(_ trace: RatingTrace) -> FeatureSums {
    var result = self
    result.add(trace)
    return result
  }

  /// The features of `[UserFeature].standard`, in that order.
  package var standardFeatures: [Double] { [rdma, wdma, wda, tmf, fmtd, meanVar] }

  /// A feature, or `nil` for those that are no sum over the user's own ratings.
  func value(of feature: UserFeature) -> Double? {
    switch feature {
    case .rdma: rdma
    case .wdma: wdma
    case .wda: wda
    case .tmf: tmf
    case .fmtd: fmtd
    case .meanVar: meanVar
    case .meanVarWhole: meanVarWhole
    case .meanVarButOne: meanVarButOne
    case .degSim, .lengthVariance: nil
    }
  }
}
