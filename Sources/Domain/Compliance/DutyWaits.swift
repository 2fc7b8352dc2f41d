/// Whom the bailleurs of a dossier waited for, as far as their acts say so (AMB-17).
struct DutyWaits {
  /// A wait that somebody recorded.
  private struct Noted {
    let volet: VoletName
    let day: Day
    let clocks: [Indicator]
    let waits: DutyCourse.Waits
  }

  private var noted: [Noted] = []
  private var gaps: [VoletName: Motive] = [:]

  init(of dossier: Dossier) {
    for recorded in dossier.history where !dossier.undone.contains(recorded.command) {
      let day = recorded.day
      switch recorded.event {
      case .pieceRequested(let volet, _):
        note(volet, day, [.preInstruction, .instruction], .tenant)
      case .alertSilenced(let alert, let volet, _, let reason):
        let clocks: [Indicator] = alert == .al1 ? [.preInstruction, .instruction] : [.movingDate]
        if reason.motive == .attendLocataire { note(volet, day, clocks, .tenant) }
        if reason.motive == .attendReservataire { note(volet, day, clocks, .reservataire) }
      case .caleolScheduled(let volet, _, .some(let reason)),
        .caleolPostponed(let volet, .some, _, .some(let reason)):
        gaps[volet] = reason.motive
      default: break
      }
    }
  }

  private mutating func note(
    _ volet: VoletName, _ day: Day, _ clocks: [Indicator], _ waits: DutyCourse.Waits
  ) {
    noted.append(Noted(volet: volet, day: day, clocks: clocks, waits: waits))
  }

  /// Whom a delay waited for: what was noted while it ran, and the other bailleur where this one
  /// had proposed a date.
  func of(_ indicator: Indicator, _ deadline: Deadline, until end: Day?) -> DutyCourse.Waits {
    var waits: DutyCourse.Waits = deadline.chargedThrough == nil ? [] : .otherBailleur
    for wait in noted
    where wait.volet == deadline.volet && wait.clocks.contains(indicator)
      && wait.day >= deadline.start && end.map({ wait.day <= $0 }) ?? true
    {
      waits.formUnion(wait.waits)
    }
    return waits
  }

  /// Whom a gap too large is owed to, by the reason given with the date.
  func ofGap(_ volet: VoletName) -> DutyCourse.Waits {
    gaps[volet] == .demandeAutreBailleur ? .otherBailleur : []
  }
}
