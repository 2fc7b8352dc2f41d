import Domain

/// A duty of a bailleur as it leaves the program: the figures of compliance can be made of these
/// alone (`docs/export.md`).
public struct ExportedObligation: Codable, Equatable, Sendable {
  /// The indicator's code, such as `pre`.
  public var indicateur: String
  /// The rule that judges it.
  public var regle: String
  /// The value of that rule.
  public var valeur: Int
  /// The name of the volet.
  public var volet: String
  /// The bailleur's name.
  public var bailleur: String
  /// Day 0; of a distance, the day on which it was known.
  public var depart: Day
  /// The last day that is not late.
  public var echeance: Day
  /// The day on which it ended.
  public var fin: Day?
  /// How it ended: `faite`, `sans_objet`, `transmise`, or `en_cours`.
  public var issue: String
  /// The days between the sessions, or between the inventories.
  public var ecartJours: Int?
  /// Whether the distance is too large and this bailleur is charged with it.
  public var imputee: Bool?
  /// Whom it waited for: `locataire`, `reservataire`, `autre_bailleur`.
  public var attend: [String]
}

/// The months of a bailleur with an accepted patrimoine file.
struct ExportedMonths: Encodable {
  let bailleur: String
  let moisAcceptes: [CivilMonth]
}

/// Since when requests wait for a bailleur's answer.
struct ExportedRequests: Encodable {
  let bailleur: String
  let depuis: [Day]
}

extension DutyCourse.Ending {
  /// The ending as files have it.
  public var code: String {
    switch self {
    case .done: "faite"
    case .moot: "sans_objet"
    case .handedOver: "transmise"
    }
  }
}

extension DutyCourse.Waits {
  /// The one who is waited for, as files have it.
  public var code: String {
    switch self {
    case .tenant: "locataire"
    case .reservataire: "reservataire"
    default: "autre_bailleur"
    }
  }
}

extension Store {
  /// What the figures of compliance have besides the dossiers: the files and the requests of the
  /// bailleurs whose board the operator sees, as they are known.
  func exportedBesides(as session: Session, on day: Day) throws -> String {
    func isSeen(_ bailleur: OrganisationID) -> Bool {
      session.actor.standing(to: .seeCompliance, of: bailleur) >= .read
    }
    let months = try PatrimoineView(connection: reader).summaries().filter { isSeen($0.bailleur) }
      .map { summary in
        ExportedMonths(
          bailleur: directory.name(of: summary.bailleur),
          moisAcceptes: summary.acceptedMonths.filter { $0 <= CivilMonth(of: day) })
      }
    let requests = try SignalementView(connection: reader).awaitedOfBailleurs()
      .filter { isSeen($0.key) }.sorted { $0.key < $1.key }
      .map { bailleur, days in
        ExportedRequests(
          bailleur: directory.name(of: bailleur), depuis: days.filter { $0 <= day }.sorted())
      }
    return ",\"patrimoines\":\(try JSONLine.text(of: months))"
      + ",\"reponses_attendues\":\(try JSONLine.text(of: requests))"
  }
}
