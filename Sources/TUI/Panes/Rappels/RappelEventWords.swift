import Domain

/// What happened to a rappel, in words.
struct RappelEventWords {
  let names: Directory

  /// The event in a few words, as it stands in a list.
  func brief(of event: RappelEvent) -> String {
    switch event {
    case .proposed(let bailleur, let constat):
      "rappel proposé pour \(names.name(of: bailleur)), "
        + (constat.facts.count + constat.more).french("fait")
    case .dismissed(let motive, _): "proposition écartée : \(motive.label)"
    case .sent(let level, let day, _, let channel):
      "\(level.label) du \(day.french), \(channel.label)"
    case .referred(let instance, let day, _): "inscrit au \(instance.label) du \(day.french)"
    case .closed(let ending, _): "clos : \(ending.label)"
    case .undone: "dernier acte annulé"
    }
  }
}
