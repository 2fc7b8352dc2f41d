import Domain

/// A mail to be sent once.
public struct OutgoingMail: Equatable, Sendable {
  /// What it is about, told apart from all other mails: `rapport/<import>`. A key is never queued
  /// twice, so a mail is never sent twice. It names the cause alone, not the desk.
  public let key: String
  /// Who gets it.
  public let recipients: [Mailbox]
  /// The subject, one line.
  public let subject: String
  /// The body, plain text.
  public let body: String
  /// What is attached.
  public let attachments: [MailAttachment]

  /// A mail; control characters are taken out of subject and body.
  public init(
    key: String, to recipients: [Mailbox], subject: String, body: String,
    attachments: [MailAttachment] = []
  ) {
    self.key = key
    self.recipients = recipients
    self.subject = subject.strippedOfControls
    let lines = String(body.map { $0 == "\t" ? " " : $0 })
    self.body = lines.strippedOfControls(keepingNewlines: true)
    self.attachments = attachments
  }
}

/// A file attached to a mail.
public struct MailAttachment: Equatable, Sendable {
  /// Where its bytes are.
  public enum Content: Equatable, Sendable {
    /// Kept with the mail.
    case bytes([UInt8])
    /// In a file that never changes: its path, from the store's folder unless it begins with `/`.
    case file(String)
  }

  /// The name that the file is received under.
  public let name: String
  /// What it is: `text/csv`.
  public let mediaType: String
  /// Its bytes.
  public let content: Content

  /// A file to attach; a name holds neither path nor control characters.
  public init(name: String, mediaType: String, content: Content) {
    self.name = String(name.strippedOfControls.map { $0 == "/" || $0 == "\\" ? "-" : $0 })
    self.mediaType = mediaType
    self.content = content
  }

  /// All bytes.
  ///
  /// - Parameter folder: the store's folder.
  /// - Throws: `Refusal` when the file is lost or too large for a mail.
  public func bytes(in folder: String) throws -> [UInt8] {
    switch content {
    case .bytes(let bytes): return bytes
    case .file(let path):
      let whole = path.hasPrefix("/") ? path : "\(folder)/\(path)"
      guard FileSystem.size(of: whole) <= Self.largest else {
        throw Refusal(
          "La pièce jointe « \(name) » dépasse \(Self.largest >> 20) Mo : trop pour un courriel.",
          remedy: "Transmettez-la autrement : \(whole.strippedOfControls)")
      }
      do {
        return try FileSystem.contents(of: whole)
      } catch {
        throw Refusal(
          "La pièce jointe « \(name) » ne peut pas être lue.",
          remedy: "Elle devrait être ici : \(whole.strippedOfControls)")
      }
    }
  }

  /// Mail servers refuse well before; a report beyond it would fill the memory.
  static let largest = 20 << 20
}

/// A mail as it stands in the queue, without the bytes of its attachments.
public struct QueuedMail: Equatable, Sendable {
  /// Its number on this desk.
  public let id: Int
  /// What it is about.
  public let key: String
  /// Who gets it.
  public let recipients: [Mailbox]
  /// The subject.
  public let subject: String
  /// The body.
  public let body: String
  /// When it was written.
  public let created: Moment
  /// How far it is.
  public let course: MailCourse
  /// The names of what is attached.
  public let attachments: [String]

  /// « Prénom Nom <adresse>, adresse ».
  public var recipientText: String { recipients.map(\.text).joined(separator: ", ") }
}
