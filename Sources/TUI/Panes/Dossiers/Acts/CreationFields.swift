import Domain
import Storage

/// The fields of a dossier to be created: its reference, then the same questions of each volet.
struct CreationFields {
  private let base: ActFields
  private var world: World { base.draft.world }

  init(_ base: ActFields) {
    self.base = base
  }

  var fields: [FormField] {
    [
      base.field(
        "reference", "Référence", .text(limit: 20),
        initial: .text(base.draft.proposedReference),
        help: "La première libre est proposée.")
    ] + VoletName.allCases.flatMap { fields(of: $0) }
  }

  /// The bailleur chosen for a volet.
  static func bailleur(of volet: VoletName, in values: FormValues) -> OrganisationID? {
    values.choice("bailleur_\(volet.rawValue)").map { OrganisationID($0) }
  }

  private func fields(of volet: VoletName) -> [FormField] {
    let side = volet.rawValue
    let isOwn = volet == .a && world.actor.roles.contains { $0.isOfBailleur }
    return [
      base.field(
        "bailleur_\(side)", "\(side) · Bailleur", .choice(bailleurs),
        initial: isOwn ? .choice(world.actor.organisation.text) : nil,
        help: "Le bailleur du logement \(side) ; tapez le début de son nom."),
      base.field(
        "logement_\(side)", "\(side) · Logement", .text(limit: 30),
        help: "La référence du logement chez ce bailleur."),
      base.field(
        "typologie_\(side)", "\(side) · Typologie",
        .choice(Typologie.allCases.map { FormChoice(code: $0.rawValue, label: $0.rawValue) })),
      insee(side),
      base.field("commune_\(side)", "\(side) · Commune", .text(limit: 60)),
      base.field(
        "locataire_\(side)", "\(side) · Locataire", .text(limit: 120),
        help: "Qui quitte ce logement ; le nom reste au coffre, effaçable."),
      contact(.contact1, side, isOwn: isOwn),
      contact(.contact2, side, isOwn: isOwn),
    ]
  }

  private func insee(_ side: String) -> FormField {
    FormField(
      id: "code_insee_\(side)", label: "\(side) · Code INSEE", kind: .text(limit: 5),
      help: "De la commune, par exemple 93048 ; pour Paris, de l'arrondissement (75101 à 75120).",
      check: { values in
        do throws(Refusal) {
          let code = try InseeCode(parsing: values.text("code_insee_\(side)") ?? "")
          return code.warnings.first.map { .warning($0) }
        } catch {
          return .error(error.sentence)
        }
      })
  }

  private var bailleurs: [FormChoice] {
    world.directory.organisations.values.filter { $0.kind == .bailleur && $0.member }
      .sorted { ($0.name.folded, $0.id) < ($1.name.folded, $1.id) }
      .map { FormChoice(code: $0.id.text, label: $0.name) }
  }

  /// The agents with that part of the process; the domain says when one is not of the bailleur.
  private func contact(_ kind: ContactKind, _ side: String, isOwn: Bool) -> FormField {
    let role: Role = kind == .contact1 ? .contact1 : .contact2
    let agents = world.directory.operators.values.filter { $0.roles.contains(role) }
      .map { (person: $0, bailleur: world.directory.name(of: $0.organisation)) }
      .sorted {
        ($0.bailleur.folded, $0.person.name, $0.person.id)
          < ($1.bailleur.folded, $1.person.name, $1.person.id)
      }
    let isMine = isOwn && world.actor.roles.contains(role)
    return base.field(
      "contact\(kind.rawValue)_\(side)",
      "\(side) · \(kind.label.prefix(1).uppercased())\(kind.label.dropFirst())",
      .choice(
        agents.map {
          FormChoice(code: $0.person.id.text, label: "\($0.bailleur) · \($0.person.name)")
        }), isRequired: false, initial: isMine ? .choice(world.actor.id.text) : nil,
      help: "Facultatif : « Affecter un agent » le fera plus tard.")
  }
}

extension CommandMaker {
  /// The creation, with the tenants' names sealed.
  mutating func creationCommand() throws(Refusal) -> DossierCommand {
    var volets: [NewVolet] = []
    for name in VoletName.allCases { volets.append(try newVolet(name)) }
    return .create(reference: try text("reference").uppercased(), volets: volets)
  }

  private mutating func newVolet(_ name: VoletName) throws(Refusal) -> NewVolet {
    let side = name.rawValue
    guard let bailleur = CreationFields.bailleur(of: name, in: values) else {
      throw Refusal("Choisissez le bailleur.", field: "bailleur_\(side)")
    }
    guard let typologie = values.choice("typologie_\(side)").flatMap(Typologie.init) else {
      throw Refusal("Choisissez la typologie.", field: "typologie_\(side)")
    }
    let insee: InseeCode
    do {
      insee = try InseeCode(parsing: try text("code_insee_\(side)"))
    } catch {
      throw Refusal(error.message, field: "code_insee_\(side)", remedy: error.remedy)
    }
    let logement = Logement(
      reference: try text("logement_\(side)"), typologie: typologie, insee: insee,
      commune: try text("commune_\(side)"))
    return NewVolet(
      name: name, bailleur: bailleur, logement: logement,
      locataire: seal(try text("locataire_\(side)"), as: .name),
      contact1: values.choice("contact1_\(side)").map { OperatorID($0) },
      contact2: values.choice("contact2_\(side)").map { OperatorID($0) })
  }
}
