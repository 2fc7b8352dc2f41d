import Domain
import Storage

/// What is held about a household in a dossier, as the person who answers an access request may
/// read it (article 15): the keys, in snake case, are described in `docs/commandes.md`.
///
/// Nothing of the other household is in it, but for what people typed, which cannot be told apart.
struct AccessFile: Encodable {
  let reference: String
  /// The volet of the logement that the household leaves.
  let foyer: String
  let etabliLe: Day
  let creeLe: Day?
  let closLe: Day?
  let issue: String
  let nom: String?
  /// In clear: the consultation is journaled before the file is written.
  let nur: String?
  /// Why the NUR is not in the file.
  let nurAbsent: String?
  let logementQuitte: Home
  let logementDemande: Home?
  /// Who has the data, with each role that organisations play.
  let destinataires: [String]
  let effacees: Day?
  let aEffacerLe: Day?
  let faits: [Fact]

  /// A logement.
  struct Home: Encodable {
    let bailleur: String
    let reference: String
    let typologie: String
    let commune: String
  }

  /// Something that was recorded about the household.
  struct Fact: Encodable {
    let le: Day
    let fait: String
    let par: String
    let motif: String?
    let texte: String?
  }

  /// - Parameters:
  ///   - household: the volet of the logement that it leaves.
  ///   - nur: its NUR in clear, whose consultation was journaled.
  /// - Throws: `Refusal` for who may not answer such a request.
  init(
    _ detail: DossierDetail, household: VoletName, nur: String?, in world: World
  ) throws(Refusal) {
    let dossier = detail.dossier
    try dossier.checkAccessExport(by: world.actor)
    guard let own = dossier[household] else { throw Refusal("Ce dossier n'a pas ce volet.") }
    let examined = dossier.volet(examiningHouseholdOf: household)
    let maker = AccessFacts(detail: detail, household: household, world: world)
    reference = dossier.reference
    foyer = household.rawValue
    etabliLe = world.today
    creeLe = dossier.createdOn
    closLe = dossier.closing?.day
    issue = dossier.status.label
    nom = detail.texts[own.locataire]
    self.nur = nur
    nurAbsent =
      nur == nil
      ? Self.whyNoNUR(dossier, examined, examined.map { maker.name(of: $0.bailleur) }) : nil
    logementQuitte = maker.home(own)
    logementDemande = examined.map(maker.home)
    destinataires = maker.recipients
    effacees = dossier.erasure?.day
    aEffacerLe = dossier.erasureDue(under: world.reglement)
    faits = maker.facts
  }

  private static func whyNoNUR(
    _ dossier: Dossier, _ examined: Volet?, _ bailleur: String?
  ) -> String {
    if dossier.erasure != nil { return "effacé" }
    guard let nur = examined?.nur else { return "non saisi" }
    let holder = bailleur ?? "l'autre bailleur"
    return nur.value.isWithheld ? "détenu par \(holder)" : "non lu"
  }

  /// The file as text, lines of any length.
  var text: String { AccessText(file: self).lines.map { $0 + "\n" }.joined() }
}

/// What of a dossier's history is told to a household.
private struct AccessFacts {
  let detail: DossierDetail
  let household: VoletName
  let world: World

  private var dossier: Dossier { detail.dossier }
  private var words: EventWords { EventWords(names: world.directory, dossier: dossier) }

  func name(of organisation: OrganisationID) -> String { world.directory.name(of: organisation) }

  func home(_ volet: Volet) -> AccessFile.Home {
    AccessFile.Home(
      bailleur: name(of: volet.bailleur), reference: volet.logement.reference,
      typologie: volet.logement.typologie.rawValue, commune: volet.logement.commune)
  }

  /// The bailleurs, and those who see every dossier.
  var recipients: [String] {
    let bailleurs = dossier.volets.map(\.bailleur)
    let others = world.directory.organisations.values
      .filter { $0.kind == .aatiko || $0.kind == .gie }.map(\.name).sorted()
    var named: [String] = []
    for name in bailleurs.map(name(of:)) + others where !named.contains(name) {
      named.append(name)
    }
    return named
  }

  var facts: [AccessFile.Fact] {
    dossier.history.compactMap { recorded in
      switch dossier.share(of: recorded.event, withHouseholdOf: household) {
      case .nothing: nil
      case .fact: fact(recorded, isWhole: false)
      case .whole: fact(recorded, isWhole: true)
      }
    }
  }

  private func fact(_ recorded: Recorded<DossierEvent>, isWhole: Bool) -> AccessFile.Fact {
    let signature = recorded.signature
    let object = recorded.event.act?.traits.object ?? "un acte"
    let place = recorded.event.volet.map { ", volet \($0.rawValue)" } ?? ""
    let undone = dossier.undone.contains(recorded.command) ? " (annulé)" : ""
    return AccessFile.Fact(
      le: recorded.day,
      fait: (isWhole ? words.sentence(of: recorded.event) : "Enregistré : \(object)\(place)")
        + undone,
      par: "\(name(of: signature.actingOrganisation)), \(signature.role.label)",
      motif: isWhole ? recorded.event.reason?.motive.label : nil,
      texte: isWhole ? text(of: recorded.event) : nil)
  }

  /// What was typed in the act, as far as it may be read.
  private func text(of event: DossierEvent) -> String? {
    switch event {
    case .noteAdded(let note, _): detail.texts[note]
    case .reminded(_, _, .some(let message)): detail.texts[message]
    default: event.reason?.note.flatMap { detail.texts[$0] }
    }
  }
}
