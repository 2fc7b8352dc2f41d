import Domain
import Storage

/// An act being prepared: what is known before the form is filled, and what its values make.
struct ActDraft: Sendable {
  let kind: DossierAct
  /// The volets on which the act is open to the operator.
  let volets: [VoletName]
  /// The bailleur in whose name it must be done, if any.
  let onBehalf: OrganisationID?
  let detail: DossierDetail
  let world: World
  /// The act taken back, for an undo.
  var undoing: CommandID?
  /// The reference proposed, for a creation.
  var proposedReference = ""

  init(
    act: DossierAct, volets: [VoletName], onBehalf: OrganisationID?, detail: DossierDetail,
    world: World, undoing: CommandID? = nil
  ) {
    kind = act
    self.volets = volets
    self.onBehalf = onBehalf
    self.detail = detail
    self.world = world
    self.undoing = undoing
  }

  var dossier: Dossier { detail.dossier }

  /// Whether the act asks why another is acted for: Aatiko's facilitators create in the name of
  /// the bailleur that the form has yet to ask for.
  var isOnBehalf: Bool {
    onBehalf != nil || (kind == .create && Dossier.isCreatedOnBehalf(by: world.actor))
  }

  /// The volets that the values choose; the only one there is needs no choice.
  func chosen(_ values: FormValues) -> [VoletName] {
    guard volets.count > 1 else { return volets }
    let code = values.choice("volet") ?? ""
    if code == Self.everyVolet { return volets }
    return VoletName(rawValue: code).map { [$0] } ?? []
  }

  /// The code of « both volets », offered when one bailleur has them.
  static let everyVolet = "tous"

  /// The act that the values make, if the domain accepts it as far as this desk can tell.
  func act(from values: FormValues) -> Result<Act, Refusal> {
    var maker = CommandMaker(draft: self, values: values)
    do {
      let act = try maker.make()
      _ = try dossier.decide(act.command, in: world.context(onBehalf: act.onBehalf))
      return .success(act)
    } catch {
      return .failure(error)
    }
  }

  /// What the domain says against the values, for the field it names.
  func finding(for field: String, _ values: FormValues) -> Finding? {
    guard case .failure(let refusal) = act(from: values), refusal.field == field else {
      return nil
    }
    return .error(refusal.sentence)
  }

  /// The lines that say what recording would bring about: the new status and who must move then.
  func effect(of values: FormValues) -> [StyledLine] {
    guard case .success(let act) = act(from: values) else { return [] }
    let context = world.context(onBehalf: act.onBehalf)
    guard let decision = try? dossier.decide(act.command, in: context) else { return [] }
    var after = dossier
    let signature = context.signature(as: decision.role)
    for event in decision.events {
      after.apply(Recorded(event, command: context.command, signature: signature))
    }
    var lines: [StyledLine] = []
    if after.status != dossier.status {
      lines.append(
        StyledLine([Span("Effet : ", .label), Span("le dossier passe « \(after.status.label) ».")]))
    }
    if let gap = gapLine(after) { lines.append(gap) }
    let headline = after.headline(
      on: world.today, under: world.reglement, names: world.directory)
    let next = Paragraph.wrap("Ensuite : \(headline)", width: Self.effectWidth)
    return lines + next.map { StyledLine($0) }
  }

  /// The columns that an effect may take: what a form has on the smallest usual screen.
  private static let effectWidth = 74

  private func gapLine(_ after: Dossier) -> StyledLine? {
    guard kind == .scheduleCaleol || kind == .postponeCaleol || kind == .enterDecision,
      let gap = after.caleolGap(under: world.reglement)
    else { return nil }
    let text = "Écart entre les CALEOL : \(gap.days) jours (\(gap.judgedBy.value) maximum, R-CAL)."
    return gap.conforms
      ? StyledLine("✓ \(text)", .done) : StyledLine("! \(text) Manquement compté.", .warning)
  }

  /// The rule that bears on the act, with its value, its source and the due day that follows.
  var rules: [String] { proposal + generalRules + clockLines + warning }

  /// What bears on the act whichever dossier it is done on.
  var commonRules: [String] { generalRules + warning }

  /// What cannot be undone by a key says so before it is done.
  private var warning: [String] {
    if kind == .erasePersonalData { return [Self.erasing] }
    return kind.traits.irreversible
      ? ["Cet acte clôt le dossier pour les deux bailleurs ; seul Aatiko peut le rouvrir."] : []
  }

  private static let erasing =
    "Sans retour : noms, NUR, pièces, notes et motifs typés sont effacés ici et, à leur prochain "
    + "échange, sur tous les postes. Étapes, dates et motifs de la liste restent."

  /// The date to be accepted, which the form does not ask for.
  private var proposal: [String] {
    guard kind == .acceptMove, let move = dossier.move else { return [] }
    let bailleur = dossier[move.proposedBy].map { world.directory.name(of: $0.bailleur) } ?? ""
    return [
      "Date proposée par \(bailleur) le \(move.proposedOn.frenchShort) : "
        + "\(move.date.frenchWithWeekday)."
    ]
  }

  private var generalRules: [String] {
    guard let rule = kind.traits.rule else { return [] }
    let version = world.reglement.value(of: rule, on: world.today)
    return ["Règle \(rule.code) (\(rule.source)) : \(version.french). \(rule.label)."]
  }

  private var clockLines: [String] {
    if kind == .erasePersonalData, let due = dossier.erasureDue(under: world.reglement) {
      let isOver = due <= world.today
      return [
        isOver
          ? "La durée de conservation est écoulée depuis le \(due.french)."
          : "La durée de conservation court jusqu'au \((due - 1).french)."
      ]
    }
    guard let rule = kind.traits.rule else { return [] }
    var lines: [String] = []
    for deadline in dossier.deadlines(under: world.reglement)
    where deadline.judgedBy?.rule == rule && volets.contains(deadline.volet)
      && deadline.stoppedOn == nil
    {
      let state = ClockWords.state(deadline, on: world.today, under: world.reglement).text
      lines.append("Volet \(deadline.volet.rawValue) : \(state).")
    }
    return lines
  }
}
