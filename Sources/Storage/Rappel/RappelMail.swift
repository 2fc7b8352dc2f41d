import Domain

/// The letters of rappels as mails, and as files.
struct RappelMail {
  let directory: Directory
  let emails: [OperatorID: String]

  /// Those to whom a letter is addressed and who have an address: the pilotes, else the
  /// administrators.
  func recipients(of bailleur: OrganisationID) -> [Mailbox] {
    StaffMailboxes(directory: directory, emails: emails)
      .of(bailleur, [.pilote], or: [.administrateur])
  }

  /// The mail of a letter; nil when nobody there has an address.
  func letter(
    _ text: String, _ level: RappelLevel, reference: String, as id: CommandID,
    to bailleur: OrganisationID
  ) -> OutgoingMail? {
    let recipients = recipients(of: bailleur)
    guard !recipients.isEmpty else { return nil }
    return OutgoingMail(
      key: "rappel/\(id)", to: recipients,
      subject: RappelLetter.subject(level, reference), body: text)
  }
}

/// A letter written to files: as text, and as a mail that a mail program opens for editing.
public struct RappelLetterFile: Equatable, Sendable {
  private let text: String
  private let subject: String
  private let recipients: [Mailbox]
  private let from: Mailbox?

  /// A letter.
  ///
  /// - Parameters:
  ///   - from: who the mails of this desk are from, nil while nobody has said it.
  public init(
    _ text: String, _ level: RappelLevel, of file: RappelFile, from: Mailbox?
  ) {
    self.text = text.hasSuffix("\n") ? text : text + "\n"
    subject = RappelLetter.subject(level, file.reference)
    recipients = file.recipients
    self.from = from
  }

  /// Writes `PATH.txt` and `PATH.eml`, for their owner alone.
  ///
  /// - Throws: `StorageError`.
  public func write(to path: String) throws(StorageError) {
    for (suffix, content) in [("txt", text), ("eml", mail)] {
      let file = try ExportFile(path: "\(path).\(suffix)")
      try file.write(content)
      try file.complete()
    }
  }

  /// The letter as a message not sent yet: mail programs open it for editing.
  var mail: String {
    let headers = [
      "X-Unsent: 1", from.map { MailMessage.addresses("From", [$0]) },
      recipients.isEmpty ? nil : MailMessage.addresses("To", recipients),
      MailMessage.unstructured("Subject", subject), "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable",
    ].compactMap(\.self)
    let lines = headers.joined(separator: "\n") + "\n\n" + MailEncoding.quotedPrintable(text)
    // A file of a mail ends its lines as the wire does (RFC 5322 §2.1).
    return lines.split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: "\r\n")
  }
}
