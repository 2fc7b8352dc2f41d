import Domain

/// A dossier as a list shows it.
public struct DossierRow: Equatable, Sendable {
  /// The dossier's stream.
  public let stream: StreamID
  /// « D-2026-0412 ».
  public let reference: String
  /// The status, nil when a later version of the program wrote in the dossier: it cannot be read.
  public let status: DossierStatus?
  /// The bailleurs of the volets, in their order.
  public let bailleurs: [OrganisationID]
  /// « T3 Paris 13e ⇄ T4 Montreuil ».
  public let logements: String
  /// Who must act, and when.
  public let awaited: [Awaited]
  /// The day of its closing.
  public let closedOn: Day?
  /// The first day of an alert whose cause stands.
  public let alertFrom: Day?
  /// The day of the last event.
  public let movedOn: Day
  /// The day from which the personal data are to be erased; nil while it is open, or once they
  /// are.
  public let eraseFrom: Day?
  /// The dossier's number in this store: an identity in eight bytes, which never leaves it.
  public let number: Int

  /// The status as the operator reads it.
  public var statusLabel: String { status?.label ?? Self.unreadableLabel }

  /// Said of a dossier that this version of the program cannot read (`sync.md` §3).
  static let unreadableLabel = "mise à jour nécessaire"

  /// What is awaited of one volet's bailleur.
  public struct Awaited: Equatable, Sendable {
    /// The volet.
    public let volet: VoletName
    /// The contact who must act.
    public let contact: ContactKind
    /// The day from which it can be done.
    public let since: Day
    /// The last day, nil without one.
    public let due: Day?
    /// Whether that day is indicative only.
    public let isIndicative: Bool
  }

  /// What is awaited on that day, the most urgent first; what cannot be done yet comes last.
  public func urgent(on day: Day) -> Awaited? {
    awaited.min { Self.key($0, day) < Self.key($1, day) }
  }

  private static func key(_ awaited: Awaited, _ day: Day) -> (Int, Int) {
    let comes = awaited.since > day
    let due = awaited.due.map { $0.number } ?? awaited.since.number
    return (comes ? 2 : (awaited.isIndicative || awaited.due == nil ? 1 : 0), due)
  }

  /// The columns that `init(_:)` reads, in its order, of a row `r` of `dossier_row`.
  static let columns = """
    r.stream, r.reference, r.status, r.bailleurs, r.logements, r.actors, r.closed_on, r.alert_from,
    r.moved_on, r.number, r.erase_from
    """

  /// How many they are: what a query reads besides comes after them.
  static let columnCount = columns.count { $0 == "," } + 1

  init(_ row: borrowing Row) throws(StorageError) {
    stream = try row.get(0)
    reference = try row.get(1)
    let status: String = try row.get(2)
    self.status = status == DossierView.unreadable ? nil : try row.get(2)
    bailleurs = Self.split(try row.get(3))
    logements = try row.get(4)
    awaited = Self.decode(try row.get(5))
    closedOn = try row.get(6)
    alertFrom = try row.get(7)
    movedOn = try row.get(8)
    number = try row.get(9)
    eraseFrom = try row.get(10)
  }

  /// Awaited acts as the view's column: « A1:since:due:i » joined by spaces.
  static func encode(_ blockers: [Blocker]) -> String {
    blockers.map { blocker in
      let due = blocker.deadline.map { String($0.due.number) } ?? ""
      let indicative = blocker.due == nil ? "i" : "f"
      return "\(blocker.volet.rawValue):\(blocker.contact.rawValue):\(blocker.since.number)"
        + ":\(due):\(indicative)"
    }.joined(separator: " ")
  }

  static func decode(_ text: String) -> [Awaited] {
    text.split(separator: " ").compactMap { item in
      let parts = item.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 5, let volet = VoletName(rawValue: String(parts[0])),
        let contact = Int(parts[1]).flatMap(ContactKind.init), let since = Int(parts[2])
      else { return nil }
      return Awaited(
        volet: volet, contact: contact, since: Day(number: since),
        due: Int(parts[3]).map(Day.init(number:)), isIndicative: parts[4] == "i")
    }
  }

  /// Organisations as the view's column, delimited so that a filter can find one in it.
  static func join(_ organisations: [OrganisationID]) -> String {
    "|" + organisations.map { $0.text + "|" }.joined()
  }

  static func split(_ text: String) -> [OrganisationID] {
    text.split(separator: "|").map { OrganisationID(String($0)) }
  }
}
