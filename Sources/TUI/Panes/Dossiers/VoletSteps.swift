import Domain

/// The steps of a volet as the detail shows them: a sign, a word, a day.
struct VoletSteps {
  /// One step: « pré-instruction ✓ 26/03 ».
  struct Step: Equatable {
    let label: String
    /// `✓` done, `!` late, `~` soon, `–` not yet, `·` waiting for the other.
    let sign: String
    let text: String
    let style: Style
  }

  let dossier: Dossier
  let volet: Volet
  let world: World

  /// The steps in the order of the process; those after the commission only once they matter.
  var steps: [Step] {
    var steps = [
      done("NUR", volet.nur?.day, clock: .constitution),
      done("pré-instruction", volet.preValidatedOn, clock: .preInstruction),
      done("instruction", volet.instructedOn, clock: .instruction),
      caleol, decision,
    ]
    guard dossier.allEffectiveOn != nil else { return steps }
    steps += [movingDate, lease, inventories, done("clôture", volet.closedOn, clock: .afterMove)]
    return steps
  }

  private var caleol: Step {
    guard let session = volet.caleol else { return done("CALEOL", nil, clock: .caleolDate) }
    let isPast = session.date <= world.today
    return Step(
      label: "CALEOL", sign: isPast ? "✓" : "·", text: session.date.frenchShort,
      style: isPast ? .done : .waiting)
  }

  private var decision: Step {
    guard let decision = volet.decision else { return done("décision", nil, clock: .decision) }
    let isEffective = volet.effectiveOn != nil
    if isEffective || !decision.value.isFavourable {
      return Step(
        label: decision.value.shortLabel, sign: "✓", text: decision.day.frenchShort, style: .done)
    }
    return pending(decision.value.shortLabel, clock: .condition)
  }

  private var movingDate: Step {
    guard let move = dossier.move else { return done("date", nil, clock: .movingDate) }
    if move.agreedOn != nil, move.agreed.contains(volet.name) {
      return Step(label: "date", sign: "✓", text: move.date.frenchShort, style: .done)
    }
    if move.agreed.contains(volet.name) {
      return Step(
        label: "date", sign: "·", text: "\(move.date.frenchShort) proposée", style: .waiting)
    }
    return pending("date", clock: .movingDate)
  }

  private var lease: Step {
    if let day = volet.leaseSignedOn { return done("bail", day, clock: nil) }
    guard let date = volet.leaseDate else { return done("bail", nil, clock: nil) }
    return Step(
      label: "bail", sign: "·", text: "prévu \(date.frenchShort)", style: .waiting)
  }

  private var inventories: Step {
    let count = volet.inventories.count
    if count == Inventory.allCases.count {
      return done("EDL", volet.inventories.values.max(), clock: nil)
    }
    return Step(
      label: "EDL", sign: "–", text: "\(count)/\(Inventory.allCases.count)", style: .dim)
  }

  private func done(_ label: String, _ day: Day?, clock: Deadline.Clock?) -> Step {
    if let day { return Step(label: label, sign: "✓", text: day.frenchShort, style: .done) }
    return pending(label, clock: clock)
  }

  private func pending(_ label: String, clock: Deadline.Clock?) -> Step {
    let deadline = dossier.deadlines(under: world.reglement).first {
      $0.clock == clock && $0.volet == volet.name && $0.stoppedOn == nil
    }
    guard let deadline, dossier.isOpen, !deadline.clock.isIndicative else {
      return Step(label: label, sign: "–", text: "", style: .dim)
    }
    let due = "due \(deadline.due.frenchShort)"
    return switch deadline.state(on: world.today, under: world.reglement) {
    case .late: Step(label: label, sign: "!", text: due, style: .late)
    case .soon: Step(label: label, sign: "~", text: due, style: .soon)
    case .otherSide: Step(label: label, sign: "·", text: "attend l'autre", style: .waiting)
    default: Step(label: label, sign: "–", text: due, style: .normal)
    }
  }
}

extension CaleolDecision {
  /// The decision in one or two words, for the line of a volet.
  var shortLabel: String {
    switch self {
    case .attribution: "attribution"
    case .ranked(let rank): "rang \(rank)"
    case .conditional: "condition"
    case .nonAttribution: "non-attribution"
    case .irrecevable: "irrecevable"
    }
  }
}
