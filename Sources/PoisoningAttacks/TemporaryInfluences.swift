import RecommenderData
import Tensor

extension SurrogateModel {
  func influences(on target: Int, knowledge: RatingMatrix) throws -> [Double] {
    (0..<knowledge.normalUserCount).map { u in Double(knowledge.byUser.range(ofRow: u).count) }
  }
}
