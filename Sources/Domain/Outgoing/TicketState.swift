/// Where a ticket that is asked of Actimage stands.
public enum TicketState: String, CaseIterable, Codable, Sendable {
  /// To be created at its next moment.
  case waiting
  /// Asked of Redmine right now, or when the program was stopped.
  case creating
  /// Redmine may have created it: it is looked for before anything is asked again.
  case uncertain
  /// Created: its number is known, its status and notes are read back.
  case followed
  /// Redmine does not take it, and will not as it is.
  case refused
  /// A person has taken it out.
  case cancelled
  /// It was created, and Redmine does not have it any more, or not for us.
  case lost

  /// The state in words.
  public var label: String {
    switch self {
    case .waiting: "à créer"
    case .creating: "en cours"
    case .uncertain: "incertain"
    case .followed: "suivi"
    case .refused: "refusé"
    case .cancelled: "annulé"
    case .lost: "introuvable"
    }
  }

  /// Whether a person has to decide. What is uncertain is cleared up without one.
  public var asksForSomebody: Bool { self == .refused || self == .lost }
}

/// How asking Redmine for a ticket ended.
public enum TicketOutcome: Equatable, Sendable {
  /// The ticket is there, made now or found by its marker; a reason tells what is odd about it.
  case created(TicketAddress, reason: String? = nil)
  /// Redmine has no ticket with the marker, and it is too early to create one again.
  case absent
  /// Redmine did not take it: as it is, it never will.
  case refused(String)
  /// Nothing was created; another attempt may succeed.
  case postponed(String)
  /// Nothing could be attempted: no address, no key, no curl.
  case unavailable(String)
  /// Creation was asked for, and the answer is lost.
  case unknown(String)
}

/// A ticket at Redmine.
public struct TicketAddress: Hashable, Codable, Sendable {
  /// Its number there.
  public let number: Int
  /// Where a browser shows it.
  public let address: String

  /// A ticket of that number.
  public init(number: Int, address: String) {
    self.number = number
    self.address = address
  }
}
