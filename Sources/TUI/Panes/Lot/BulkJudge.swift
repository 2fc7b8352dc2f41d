import Domain
import Storage

/// What an act done on many dossiers at once is on one of them.
struct BulkJudge {
  let detail: DossierDetail
  let world: World

  /// Those of the acts that are open on the dossier.
  ///
  /// - Throws: why none is, by the first of them.
  func open(among acts: [DossierAct]) throws(Refusal) -> [DossierAct] {
    var open: [DossierAct] = []
    var first: Refusal?
    for act in acts {
      do {
        _ = try draft(act)
        open.append(act)
      } catch {
        first = first ?? error
      }
    }
    guard open.isEmpty else { return open }
    throw first ?? Refusal("Cet acte n'est pas possible maintenant.")
  }

  /// The act with the volet that it bears on, which a form filled once cannot ask for each dossier.
  func draft(_ act: DossierAct) throws(Refusal) -> ActDraft {
    let entry = ActCatalogue(dossier: detail.dossier, world: world).entry(act)
    if let refusal = entry.refusal { throw refusal }
    return ActDraft(
      act: act, volets: try volets(of: entry), onBehalf: entry.onBehalf, detail: detail,
      world: world)
  }

  /// The act that the values of the form make on this dossier.
  func act(_ act: DossierAct, from values: FormValues) throws(Refusal) -> Act {
    let draft = try draft(act)
    var values = values
    if draft.volets.count > 1 { values["volet"] = .choice(ActDraft.everyVolet) }
    // The form has had the number of dossiers confirmed.
    if act == .erasePersonalData { values["confirmation"] = .text(detail.dossier.reference) }
    return try draft.act(from: values).get()
  }

  /// What a deed is on this dossier.
  ///
  /// - Parameter own: the act that the deed takes back or does again.
  /// - Throws: `Refusal` when the domain refuses it as far as this desk can tell.
  func act(_ deed: BulkDeed, _ own: OwnAct?) throws(Refusal) -> Act {
    switch deed {
    case .act(let act, let values): return try self.act(act, from: values)
    case .takeBack(let values):
      guard let own else { break }
      try detail.dossier.checkUndoable(own.command, in: world.context())
      let draft = ActDraft(
        act: .undo, volets: [], onBehalf: nil, detail: detail, world: world,
        undoing: own.command)
      return try draft.act(from: values).get()
    case .again:
      guard let own else { break }
      _ = try detail.dossier.decide(
        own.act.command, in: world.context(onBehalf: own.act.onBehalf))
      return own.act
    }
    throw Refusal("Cet acte n'est pas possible maintenant.")
  }

  private func volets(of entry: ActCatalogue.Entry) throws(Refusal) -> [VoletName] {
    guard entry.volets.count > 1 else { return entry.volets }
    let dossier = detail.dossier
    switch entry.act {
    case .validatePreInstruction, .validateInstruction:
      if dossier.isSameBailleur { return entry.volets }
    case .remind:
      let awaited = dossier.blockers(under: world.reglement).map(\.volet)
      if let volet = awaited.first(where: entry.volets.contains) { return [volet] }
      throw Refusal("Personne n'est attendu sur ce dossier.")
    default: break
    }
    throw Refusal(
      "Les deux volets sont ouverts à cet acte.", remedy: "Faites-le dans le dossier même.")
  }
}

extension DossierAct {
  /// The acts whose form can be filled once for several dossiers.
  static let doneTogether = allCases.filter(\.isDoneTogether)

  /// Whether what the act records can be the same on several dossiers.
  var isDoneTogether: Bool {
    switch self {
    case .validatePreInstruction, .refusePreInstruction, .requestPiece, .validateInstruction,
      .refuseInstruction, .scheduleCaleol, .postponeCaleol, .enterDecision, .acceptOffer,
      .refuseOffer, .closeVolet, .withdraw, .cancel, .lapse, .reopen, .addNote, .remind,
      .assignContact, .informTenant, .erasePersonalData:
      true
    default: false
    }
  }

  /// Why it is not done on several dossiers at once.
  var oneByOne: Refusal {
    Refusal(
      "« \(traits.label) » se fait dossier par dossier : ce qu'il porte est propre à chacun.",
      remedy: "Ouvrez le dossier par Entrée, ou effacez les marques par Échap.")
  }
}
