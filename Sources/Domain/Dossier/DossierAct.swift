/// The acts on a dossier: a command without its arguments, as menus, rights and keys know it.
public enum DossierAct: String, Codable, CaseIterable, Sendable {
  case create, enterNUR, correctNUR
  case validatePreInstruction, refusePreInstruction, requestPiece, receivePiece
  case validateInstruction, refuseInstruction
  case scheduleCaleol, postponeCaleol, enterDecision, liftCondition, failCondition
  case acceptOffer, refuseOffer, prepare, setPeriod
  case proposeMove, acceptMove, changeMove, scheduleLease, signLease, recordInventory, closeVolet
  case withdraw, cancel, lapse, reopen, undo
  case addNote, remind, seeAlert, silenceAlert, assignContact, revealNUR, informTenant
  /// The file of the patrimoine has the logement no more, or has it again (T30): an import notes
  /// it.
  case noteLogement
  case erasePersonalData

  /// What is fixed about the act: its words, whose work it is, what it touches.
  public var traits: Traits {
    switch self {
    case .create:
      Traits("Créer le dossier", "la création du dossier", .createDossier, .dossier)
    case .enterNUR:
      Traits("Saisir le NUR", "la saisie du NUR", .createDossier, .volet, [.contact1])
    case .correctNUR:
      Traits(
        "Corriger le NUR", "la correction du NUR", .createDossier, .volet, [.contact1])
    case .validatePreInstruction:
      Traits(
        "Valider la pré-instruction", "la pré-instruction", .instruct, .volet,
        [.contact1], rule: .preInstruction)
    case .refusePreInstruction:
      Traits(
        "Refuser en pré-instruction", "la pré-instruction", .instruct, .volet,
        [.contact1], irreversible: true)
    case .requestPiece:
      Traits(
        "Demander une pièce", "la demande de pièce", .instruct, .volet, [.contact1])
    case .receivePiece:
      Traits(
        "Pièce reçue", "la réception des pièces", .instruct, .volet, [.contact1])
    case .validateInstruction:
      Traits(
        "Valider l'instruction", "l'instruction", .instruct, .volet, [.contact1],
        rule: .instruction)
    case .refuseInstruction:
      Traits(
        "Refuser en instruction", "l'instruction", .instruct, .volet, [.contact1],
        irreversible: true)
    default: laterTraits
    }
  }

  private var laterTraits: Traits {
    switch self {
    case .scheduleCaleol:
      Traits(
        "Fixer la date de CALEOL", "la date de CALEOL", .holdCaleol, .volet,
        [.contact1], rule: .caleolGap)
    case .postponeCaleol:
      Traits(
        "Reporter la CALEOL", "le report de la CALEOL", .holdCaleol, .volet,
        [.contact1], rule: .caleolGap)
    case .enterDecision:
      Traits(
        "Saisir la décision", "la décision de la CALEOL", .holdCaleol, .volet,
        [.contact1, .contact2], rule: .decisionReminder)
    case .liftCondition:
      Traits(
        "Lever la condition", "la levée de la condition", .holdCaleol, .volet,
        [.contact1, .contact2])
    case .failCondition:
      Traits(
        "Condition non levée", "la levée de la condition", .holdCaleol, .volet,
        [.contact1, .contact2], irreversible: true)
    case .withdraw:
      Traits(
        "Enregistrer un désistement", "le désistement", .withdraw, .volet,
        [.contact1, .contact2], irreversible: true)
    case .cancel:
      Traits(
        "Annuler le dossier", "l'annulation", .cancelDossier, .dossier, irreversible: true)
    case .lapse:
      Traits(
        "Déclarer caduc", "la caducité", .instruct, .volet, [.contact1],
        irreversible: true)
    case .erasePersonalData:
      Traits(
        "Effacer les données personnelles", "l'effacement des données personnelles",
        .exportNames, .dossier, rule: .pseudonymisation)
    case .reopen: Traits("Rouvrir le dossier", "la réouverture", .cancelDossier, .dossier)
    case .undo: Traits("Annuler mon dernier acte", "l'annulation de l'acte", .seeDossiers, .dossier)
    case .addNote: Traits("Ajouter une note", "la note", .seeDossiers, .dossier)
    case .remind: Traits("Relancer", "la relance", .followDossiers, .volet)
    case .seeAlert: Traits("Alerte vue", "l'accusé de l'alerte", .silenceAlert, .volet)
    case .silenceAlert:
      Traits(
        "Suspendre une alerte", "la suspension de l'alerte", .silenceAlert, .volet,
        rule: .alertSilence)
    case .noteLogement:
      Traits(
        "Suivre le fichier patrimoine", "la suite du fichier patrimoine", .reassign, .volet)
    case .revealNUR: Traits("Montrer le NUR en clair", "la lecture du NUR", .seeNUR, .volet)
    case .assignContact: Traits("Affecter un agent", "l'affectation", .reassign, .volet)
    default: moveTraits
    }
  }

  private var moveTraits: Traits {
    let (label, object, rule): (String, String, Rule?) =
      switch self {
      case .acceptOffer: ("Offre acceptée", "la réponse à l'offre", .offer)
      case .refuseOffer: ("Offre refusée", "la réponse à l'offre", .offer)
      case .prepare: ("Préparer le logement", "la préparation du logement", .moveDate)
      case .setPeriod: ("Période du locataire", "la période du locataire", .moveDate)
      case .proposeMove: ("Proposer une date", "la date de déménagement", .moveDate)
      case .acceptMove: ("Accepter la date", "la date de déménagement", .moveDate)
      case .changeMove: ("Changer la date", "la date de déménagement", .moveDate)
      case .scheduleLease: ("Fixer la signature du bail", "le bail", nil)
      case .signLease: ("Bail signé", "le bail", nil)
      case .recordInventory:
        ("États des lieux faits", "la saisie des états des lieux", .inventories)
      case .informTenant:
        ("Locataire informé : attribution sans effet", "l'information du locataire", nil)
      default: ("Clore le volet", "la clôture du volet", nil)
      }
    return Traits(
      label, object, self == .closeVolet ? .closeVolet : .organiseMove, .volet,
      [.contact2], rule: rule, irreversible: self == .refuseOffer)
  }

  /// The fixed properties of an act.
  public struct Traits: Sendable {
    /// The act as a menu says it, in French.
    public let label: String
    /// What the act is about, with its article: « la pré-instruction ».
    public let object: String
    /// The row of the rights matrix that allows it.
    public let action: Action
    /// Whether it touches one volet or the whole dossier.
    public let reach: Reach
    /// The contacts whose work it is, none when it is not an agent's.
    public let contacts: [ContactKind]
    /// The rule that bears on it, shown in its form.
    public let rule: Rule?
    /// Whether it ends the dossier, which its form says before it is recorded.
    public let irreversible: Bool

    init(
      _ label: String, _ object: String, _ action: Action, _ reach: Reach,
      _ contacts: [ContactKind] = [], rule: Rule? = nil, irreversible: Bool = false
    ) {
      self.label = label
      self.object = object
      self.action = action
      self.reach = reach
      self.contacts = contacts
      self.rule = rule
      self.irreversible = irreversible
    }
  }

  /// Whether every bailleur of the dossier may do it on any volet, as one reminds the other.
  var bearsOnEverySide: Bool { self == .remind || traits.reach == .dossier }

  /// Whether it is for a bailleur that has every volet alone: what is erased is erased for all.
  var asksForEveryVolet: Bool { self == .erasePersonalData }

  /// Whether it only tells what was read or said: it rests on nothing and is never taken back.
  var isTrace: Bool {
    switch self {
    case .remind, .seeAlert, .revealNUR, .informTenant, .noteLogement: true
    default: false
    }
  }

  /// The part of the matrix's row that the act needs: contact 2 may enter a decision, not a date.
  var part: Restriction? {
    switch self {
    case .enterDecision, .liftCondition, .failCondition: .decision
    default: nil
    }
  }

  /// How far a role must reach: whoever reads a dossier may leave a note, and take back its own.
  public var leastStanding: Standing { self == .addNote || self == .undo ? .read : .act }

  /// How far a role reaches on the act.
  ///
  /// - Parameter own: whether the volet is the operator's bailleur's.
  public func standing(of role: Role, own: Bool) -> Standing {
    Permission.right(of: role, to: traits.action).standing(own: own, part: part)
  }

  /// What an act touches.
  public enum Reach: Sendable {
    case volet, dossier
  }
}

extension DossierCommand {
  /// The act and the volets the command is about.
  public var target: (act: DossierAct, volets: [VoletName]) {
    switch self {
    case .create: (.create, [])
    case .enterNUR(let volet, _): (.enterNUR, [volet])
    case .correctNUR(let volet, _, _, _): (.correctNUR, [volet])
    case .validatePreInstruction(let volets): (.validatePreInstruction, volets)
    case .refusePreInstruction(let volet, _): (.refusePreInstruction, [volet])
    case .requestPiece(let volet, _): (.requestPiece, [volet])
    case .receivePiece(let volet, _): (.receivePiece, [volet])
    case .undo: (.undo, [])
    case .validateInstruction(let volets): (.validateInstruction, volets)
    case .refuseInstruction(let volet, _): (.refuseInstruction, [volet])
    case .scheduleCaleol(let volet, _, _, _): (.scheduleCaleol, [volet])
    case .postponeCaleol(let volet, _, _, _): (.postponeCaleol, [volet])
    case .enterDecision(let volet, _, _, _): (.enterDecision, [volet])
    case .liftCondition(let volet, _): (.liftCondition, [volet])
    case .failCondition(let volet, _, _): (.failCondition, [volet])
    case .acceptOffer(let volet): (.acceptOffer, [volet])
    case .refuseOffer(let volet, _): (.refuseOffer, [volet])
    case .prepare(let volet, _): (.prepare, [volet])
    case .setPeriod(let volet, _, _): (.setPeriod, [volet])
    case .proposeMove(let volet, _): (.proposeMove, [volet])
    case .acceptMove(let volet): (.acceptMove, [volet])
    case .changeMove(let volet, _, _): (.changeMove, [volet])
    case .scheduleLease(let volet, _): (.scheduleLease, [volet])
    case .signLease(let volet, _): (.signLease, [volet])
    case .recordInventory(let volet, _, _, _): (.recordInventory, [volet])
    case .closeVolet(let volet): (.closeVolet, [volet])
    case .withdraw(let volet, _): (.withdraw, [volet])
    case .cancel: (.cancel, [])
    case .lapse(let volet, _): (.lapse, [volet])
    case .reopen: (.reopen, [])
    case .addNote: (.addNote, [])
    case .remind(let volet, _, _), .issueAlert(_, let volet, _): (.remind, [volet])
    case .seeAlert(_, let volet): (.seeAlert, [volet])
    case .silenceAlert(_, let volet, _, _): (.silenceAlert, [volet])
    case .revealNUR(let volet): (.revealNUR, [volet])
    case .informTenant(let volet): (.informTenant, [volet])
    case .noteLogement(let volet, _): (.noteLogement, [volet])
    case .erasePersonalData: (.erasePersonalData, [])
    case .assignContact(let volet, _, _): (.assignContact, [volet])
    }
  }
}
