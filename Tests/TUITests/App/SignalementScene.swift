import Domain
import Storage

@testable import TUI

/// What the pane of the signalements shows in tests.
enum SignalementScene {
  /// A signalement that came in.
  struct Arrival {
    var number: String
    var text: String
    var nature = SignalementNature.inscrit
    var category = SignalementCategory.autre
    var bailleur = DeskPeople.bailleurA
    /// How many days before the desk's day it came.
    var age = 0
    var author: String? = "Mme Delphine Roussel"
    var tenant: String?
    var logement: String?
    var annonce: String?
    var isRegistered = true
  }

  static let clear = Arrival(
    number: "S-1001", text: "Mon dossier est déposé depuis un mois, où en est-il ? Merci.",
    category: .dossier, age: 4, tenant: "L1001", logement: "LOG-A-101")
  static let unclear = Arrival(number: "S-1002", text: "Bonjour problème svp", age: 3)
  static let surface = Arrival(
    number: "S-1003",
    text: "La surface affichée est 48 m2 alors que mon bail indique 63 m2. Merci de corriger.",
    category: .logement, age: 2, logement: "LOG-A-104")
  static let broken = Arrival(
    number: "S-1004",
    text: "Delphine Roussel, NUR 075011912345678901 : le site affiche erreur 500.",
    category: .connexion, age: 1)
  static let photo = Arrival(
    number: "S-1005", text: "Sur les photos d'une annonce on voit des enfants et une plaque.",
    category: .annonce, age: 1)
  static let floor = Arrival(
    number: "S-1006", text: "Le loyer indiqué n'est plus le bon depuis janvier, merci.",
    category: .logement, logement: "LOG-B-104")

  static let few = [clear, unclear, surface, broken, photo, floor]

  /// One of each kind.
  @Sendable static func few(_ desk: Desk) throws { try receive(few, in: desk) }

  /// The same message four times.
  @Sendable static func duplicates(_ desk: Desk) throws {
    try receive(
      (1...4).map { number in
        var arrival = broken
        arrival.number = "S-200\(number)"
        arrival.tenant = "L2000"
        return arrival
      }, in: desk)
  }

  /// Three hundred, of bailleurs whose names are long and wide.
  @Sendable static func hundreds(_ desk: Desk) throws {
    let bailleurs = [DeskPeople.bailleurA, DeskPeople.bailleurB, DeskPeople.bailleurC]
    try receive(
      (0..<300).map { index in
        var arrival = few[index % few.count]
        arrival.number = "S-\(10_000 + index)"
        arrival.bailleur = bailleurs[index % 3]
        arrival.age = 9 - index / 40
        arrival.logement = nil
        return arrival
      }, in: desk)
  }

  /// Messages that no screen may be broken by.
  @Sendable static func hostile(_ desk: Desk) throws {
    let sentence = "Voici toute l'histoire, depuis le début, sans rien oublier. "
    let texts = [
      String(repeating: sentence, count: 170),
      "Bonjour 👋🏽 mon logement 🏠 est bruyant 😡, la famille 👨‍👩‍👧‍👦 n'en peut plus 🇫🇷 !",
      "مرحبا، لا أستطيع الدخول إلى حسابي. שלום, אני לא מצליח להתחבר.",
      "\u{1B}[2J\u{1B}[31mJe n'arrive pas\u{07} à me connecter\u{1B}]0;titre\u{07} \u{202E}ruojnob",
      "Ligne 1\nLigne 2\n\nMon NUR est le 075011912345678901, appelez-moi.\n\tMerci",
    ]
    try receive(
      texts.enumerated().map { Arrival(number: "S-300\($0)", text: $1) }, in: desk)
  }

  /// What a bailleur has to answer: an investigation, a correction, a registration difficulty.
  @Sendable static func asked(_ desk: Desk) throws {
    try few(desk)
    try receive(
      [
        Arrival(
          number: "S-1101", text: "Ma référence locataire n'est pas reconnue.",
          nature: .inscription, category: .connexion, age: 6, isRegistered: false)
      ], in: desk)
    var sealer = try desk.store.sealer()
    let words = sealer.seal("Pourriez-vous préciser avec elle ou lui ?", as: .note)
    let expected = sealer.seal("63", as: .note)
    let note = sealer.seal("Déjà eu au téléphone.", as: .note)
    try act(
      "S-1002", .askBailleur(message: SignalementMessage(words.subject)), [words], in: desk, ago: 2)
    try act("S-1002", .addNote(note: note.subject, isInternal: true), [note], in: desk, ago: 2)
    try act(
      "S-1003",
      .askCorrection(
        request: CorrectionRequest(
          logement: "LOG-A-104", column: PatrimoineColumn.surface.name, expected: expected.subject),
        message: nil), [expected], in: desk, ago: 1)
    try act("S-1101", .sendBack(message: nil), [], in: desk, ago: 6)
    desk.refresh()
  }

  /// Records an act of the facilitator, as of some days before the desk's.
  static func act(
    _ number: String, _ command: SignalementCommand, _ secrets: [Secret] = [], in desk: Desk,
    by person: Operator = DeskPeople.facilitator, ago days: Int = 0
  ) throws {
    try act(number, command, secrets, in: desk.store, by: person, ago: days)
  }

  private static func act(
    _ number: String, _ command: SignalementCommand, _ secrets: [Secret], in store: Store,
    by person: Operator, ago days: Int
  ) throws {
    let moment = DeskStore.moment(on: DeskStore.today - days)
    try store.perform(
      SignalementOrder(Signalement.stream(of: number), command, secrets: secrets),
      as: Session(actor: person) { moment })
  }

  /// Takes signalements in, as an import would.
  static func receive(_ arrivals: [Arrival], in desk: Desk) throws {
    try receive(arrivals, in: desk.store)
    desk.refresh()
  }

  /// Takes signalements into a store.
  static func receive(_ arrivals: [Arrival], in store: Store) throws {
    var sealer = try store.sealer()
    for (index, arrival) in arrivals.enumerated() {
      let message = sealer.seal(arrival.text, as: .note)
      let moment = DeskStore.moment(on: DeskStore.today - arrival.age) + Int64(index - 3_600)
      var reception = SignalementReception(
        number: arrival.number, nature: arrival.nature, bailleur: arrival.bailleur,
        category: arrival.category, receivedAt: moment, isRegistered: arrival.isRegistered,
        message: message.subject)
      let author = arrival.author.map { sealer.seal($0, as: .name) }
      let tenant = arrival.tenant.map { sealer.seal($0, as: .name) }
      reception.author = author?.subject
      reception.tenant = tenant?.subject
      reception.logement = arrival.logement
      reception.annonce = arrival.annonce
      try act(
        arrival.number, .receive(reception: reception),
        [message, author, tenant].compactMap(\.self), in: store, by: DeskPeople.facilitator,
        ago: arrival.age)
    }
  }
}

extension Desk {
  /// The signalement of that number, as it is in the store for the facilitator.
  func signalement(_ number: String, for person: Operator = DeskPeople.facilitator) throws
    -> SignalementDetail?
  {
    let now = DeskStore.moment(on: DeskStore.today)
    return try store.signalement(
      Signalement.stream(of: number), for: Session(actor: person) { now })
  }

  /// The number of the signalement selected.
  var selectedSignalement: String? { app.signalements.list.selectedRow?.summary.number }

  /// The numbers of the rows held.
  var listedSignalements: [String] { app.signalements.list.rows.map(\.summary.number) }

  /// Whether a form of the triage is in front.
  var hasTriageForm: Bool {
    if case .triage(.form) = app.overlay { true } else { false }
  }
}
