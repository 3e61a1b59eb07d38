/// What an influence is on, of the scores that target users' models give to targets.
public enum InfluenceAim: String, CaseIterable, Codable, Sendable {
  /// The mean score of targets, over all pairs of a target user and a target that it has not seen
  /// [Zhang2020, Eq. 3]. It does not saturate, and what raises other items as well counts in full.
  case score
  /// The mean of log σ(m), m being the target's score less that of the K-th best other unseen item, which is
  /// the one of the clean model: what ``PromotionOutcome/logLikelihood`` measures.
  case place

  /// The derivative of the aim in the scores, as items of queries with weights.
  ///
  /// The query of a pair is the place of its user among those of the scenario.
  package func slopes(
    of pairs: PromotionPairs
  ) -> [(query: Int, item: Int32, weight: Double)] {
    let share = 1 / Double(max(1, pairs.pairs.count))
    return pairs.pairs.flatMap { pair -> [(query: Int, item: Int32, weight: Double)] in
      switch self {
      case .score: return [(pair.user, pair.target, share)]
      case .place:
        guard let rival = pair.rival else { return [] }
        let weight = share * PairLoss(margin: pair.margin).slope
        return [(pair.user, pair.target, weight), (pair.user, rival, -weight)]
      }
    }
  }
}
