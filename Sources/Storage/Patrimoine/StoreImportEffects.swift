import Domain

/// What an accepted import does beside the stock.
public struct PatrimoineEffects: Equatable, Sendable {
  /// The open dossiers, by reference, whose contact followed the file.
  public var reassigned: [String] = []
  /// Those whose logement the file has no more.
  public var gone: [String] = []
  /// Those where the file names somebody without an account, or the operator may not assign.
  public var unassigned: [String] = []

  /// The signalements whose correction the file has.
  public var corrected: [String] = []

  /// No effect.
  public init() {}

  /// Whether nothing follows.
  public var isEmpty: Bool { self == PatrimoineEffects() }
}

/// What a stock says of the logement of a dossier.
struct ToldLogement {
  let dossier: PatrimoineDossier
  /// The values of its line; nil when it has none.
  let values: LogementValues?
}

/// What an import does to the dossiers of its logements (AMB-38, T29, T30).
extension Store {
  /// A volet that a file of its bailleur bears on.
  struct Watched {
    let stream: StreamID
    let volet: Volet
    let told: PatrimoineDossier
  }

  /// The volets of a bailleur that are open, or whose exchange was done lately: a new tenant is
  /// then expected.
  func watched(_ bailleur: OrganisationID) throws -> [Watched] {
    let emails = try emails()
    var watched: [Watched] = []
    for stream in try openOrLately(bailleur) {
      let dossier: Dossier = try Streams(reader).load(stream)
      for volet in dossier.volets where volet.bailleur == bailleur {
        let told = PatrimoineDossier(
          logement: volet.logement.reference, reference: dossier.reference,
          isOpen: dossier.isOpen, isRealised: dossier.closing?.outcome == .realised,
          contact1: volet.contacts[.contact1].flatMap { emails[$0] })
        watched.append(Watched(stream: stream, volet: volet, told: told))
      }
    }
    return watched
  }

  private func openOrLately(_ bailleur: OrganisationID) throws -> [StreamID] {
    var streams: [StreamID] = []
    try reader.query(
      """
      SELECT r.stream FROM dossier_side AS s JOIN dossier_row AS r ON r.number = s.number
      WHERE s.audience = ? AND r.status <> ? AND (s.is_open = 1 OR s.moved_on >= (
        SELECT max(moved_on) FROM dossier_side WHERE audience = s.audience) - 90)
      ORDER BY s.number
      """, [bailleur, DossierView.unreadable]
    ) { row throws(StorageError) in streams.append(try row.get(0)) }
    return streams
  }

  /// What the stock of an import says of the logements of dossiers; nothing when it is not here.
  func told(by id: CommandID, of bailleur: OrganisationID) throws -> [ToldLogement] {
    let path = stock(of: bailleur).generation(id.text)
    guard FileSystem.permissions(of: path) != nil else { return [] }
    let generation = try Generation(path: path)
    return try watched(bailleur).map { one in
      ToldLogement(
        dossier: one.told, values: try generation.card(of: one.told.logement)?.values)
    }
  }

  /// Does what follows from what a stock says of each volet's logement, inside the caller's
  /// transaction; what the operator may not do is only told.
  func follow(
    _ told: [ToldLogement], of bailleur: OrganisationID, onBehalf: OnBehalf?,
    as session: Session, at moment: Moment
  ) throws -> (effects: PatrimoineEffects, records: [[UInt8]]) {
    var effects = PatrimoineEffects()
    var records: [[UInt8]] = []
    guard !told.isEmpty else { return (effects, records) }
    let (watched, agents) = (try watched(bailleur), try agents(of: bailleur))
    for told in told {
      // Dossiers may have come or gone since the file was read.
      let one = watched.first {
        $0.told.reference == told.dossier.reference && $0.told.logement == told.dossier.logement
      }
      guard let one, one.told.isOpen else { continue }
      func perform(_ command: DossierCommand) throws -> Bool {
        do {
          let act = Order<Dossier>(
            stream: one.stream, command: command, secrets: [], onBehalf: onBehalf)
          records.append(try record(act, as: session, at: moment).logRecord)
          return true
        } catch is Refusal {
          return false
        }
      }
      guard let values = told.values else {
        effects.gone.append(one.told.reference)
        _ = try perform(.noteLogement(volet: one.volet.name, isInFile: false))
        continue
      }
      if one.volet.leftFileOn != nil {
        _ = try perform(.noteLogement(volet: one.volet.name, isInFile: true))
      }
      for contact in [ContactKind.contact1, .contact2] {
        let column = contact == .contact1 ? PatrimoineColumn.contact1Email : .contact2Email
        guard let email = values[column]?.lowercased() else { continue }
        let agent = agents[email]
        if agent == one.volet.contacts[contact] { continue }
        let isDone =
          try agent.map {
            try perform(.assignContact(volet: one.volet.name, contact: contact, to: $0))
          } ?? false
        if isDone {
          effects.reassigned.append(one.told.reference)
        } else {
          effects.unassigned.append(one.told.reference)
        }
      }
    }
    return (effects, records)
  }
}
