/// Where a mail that goes out stands.
public enum MailState: String, CaseIterable, Codable, Sendable {
  /// To be handed over at its next moment.
  case waiting
  /// Handed over right now, or when the program was stopped.
  case sending
  /// The mail program has taken it.
  case sent
  /// The mail program did not take it, and will not.
  case refused
  /// A person has taken it out.
  case cancelled
  /// Nobody can tell whether it left: it is never sent again by itself.
  case uncertain

  /// The state in words.
  public var label: String {
    switch self {
    case .waiting: "en attente"
    case .sending: "en cours"
    case .sent: "parti"
    case .refused: "refusé"
    case .cancelled: "annulé"
    case .uncertain: "incertain"
    }
  }

  /// Whether a person has to decide.
  public var asksForSomebody: Bool { self == .refused || self == .uncertain }
}

/// How handing a mail to the mail program ended.
public struct MailOutcome: Equatable, Sendable {
  /// What ended it.
  public enum Ending: Equatable, Sendable {
    /// The program ended by itself, with this code.
    case exited(Int32)
    /// A signal ended the program.
    case signalled(Int32)
    /// It was ended because it took too long.
    case overdue
    /// It could not be started.
    case notStarted
    /// The mail itself cannot be made, an attachment being lost for example.
    case unusable
  }

  /// What ended it.
  public let ending: Ending
  /// Whether the program had read the message to its end: before, it cannot have sent it.
  public let isWholeRead: Bool
  /// What the program said, or why it was not started.
  public let words: String

  /// An outcome.
  ///
  /// - Parameters:
  ///   - ending: what ended it.
  ///   - isWholeRead: whether the message was read to its end.
  ///   - words: what the program said; made safe and short here.
  public init(_ ending: Ending, isWholeRead: Bool, words: String = "") {
    self.ending = ending
    self.isWholeRead = isWholeRead
    let lines = words.strippedOfControls(keepingNewlines: true).split(separator: "\n")
    self.words = String(lines.joined(separator: " ").prefix(Self.longestWords))
  }

  /// More of them helps nobody.
  private static let longestWords = 400
}

/// What an outcome means.
enum MailVerdict: Equatable, Sendable {
  case sent, refused
  /// It did not leave; another attempt may succeed.
  case postponed
  /// There is no mail program: no attempt was made.
  case unavailable
  /// It may have left.
  case unknown

  /// By the codes of sysexits.h, as sendmail, msmtp and their like use them.
  ///
  /// msmtp ends on 74 or 76 when the line breaks after the last byte, so that the server may have
  /// the mail. A message that was not read to its end cannot have left, however it ended.
  init(_ outcome: MailOutcome) {
    let unlessUnread: MailVerdict = outcome.isWholeRead ? .unknown : .postponed
    self =
      switch outcome.ending {
      case .exited(0): .sent
      case .exited(64), .exited(65), .exited(67): .refused
      case .exited(74), .exited(76): unlessUnread
      case .exited: .postponed
      case .signalled, .overdue: unlessUnread
      case .notStarted: .unavailable
      case .unusable: .refused
      }
  }
}
