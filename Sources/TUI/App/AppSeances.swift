import Domain
import Storage

/// The sessions of the commissions: every pair of bailleurs, or those of one dossier.
extension App {
  /// From Accueil the pairs of bailleurs that have dossiers waiting, from a dossier its own two.
  mutating func openSeances() -> [Effect] {
    guard active == .dossiers, let dossier = dossiers.detail?.dossier else {
      return open(.groups(CaleolGroupsSheet()))
    }
    return openSeances(of: dossier.volets.map(\.bailleur), comesFromGroups: false)
  }

  /// Opens the sessions of two bailleurs.
  mutating func openSeances(
    of bailleurs: [OrganisationID], comesFromGroups: Bool
  ) -> [Effect] {
    guard let first = bailleurs.first, let last = bailleurs.last else { return [] }
    // The operator's own commission is the left one.
    let isTurned = last == world.audience
    let planning = CaleolPlanning(
      left: isTurned ? last : first, right: isTurned ? first : last,
      limit: world.reglement.value(of: .caleolGap, on: world.today).value)
    return open(
      .seances(SeancesSheet(planning, today: world.today, comesFromGroups: comesFromGroups)))
  }

  /// An action while the pairs of bailleurs are shown; nil when it is none of their own.
  mutating func perform(_ action: UIAction, on groups: CaleolGroupsSheet) -> [Effect]? {
    var groups = groups
    if action == .open {
      return groups.selected.map { openSeances(of: $0.bailleurs, comesFromGroups: true) } ?? []
    }
    guard groups.move(action) else { return nil }
    sheet = .groups(groups)
    return []
  }

  /// An action while two calendars are shown; nil when it is none of their own.
  mutating func perform(_ action: UIAction, on seances: SeancesSheet) -> [Effect]? {
    var seances = seances
    guard let outcome = seances.perform(action) else { return nil }
    sheet = .seances(seances)
    return carry(outcome, of: seances)
  }

  /// A key typed while days are asked for; nil when none are.
  mutating func typeSeance(_ key: Key) -> [Effect]? {
    guard case .seances(var seances) = sheet, seances.prompt != nil else { return nil }
    let outcome = seances.type(key)
    sheet = .seances(seances)
    return carry(outcome, of: seances)
  }

  /// A text pasted while days are asked for.
  mutating func pasteSeance(_ text: String) {
    guard case .seances(var seances) = sheet else { return }
    seances.paste(text)
    sheet = .seances(seances)
  }

  private mutating func carry(
    _ outcome: SeancesSheet.Outcome, of seances: SeancesSheet
  ) -> [Effect] {
    switch outcome {
    case .done: return []
    case .left:
      if seances.comesFromGroups { return open(.groups(CaleolGroupsSheet())) }
      sheet = nil
      return []
    case .opened(let stream): return leave(for: stream)
    case .kept(let days, let bailleur): return [.keepSessions(days, of: bailleur)]
    case .refused(let why):
      toast = Toast(kind: .warning, text: why)
      return []
    }
  }
}
