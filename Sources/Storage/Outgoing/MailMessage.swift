import Domain

/// A mail as its bytes (RFC 5322, RFC 2045): the same at every attempt, its identity included, so
/// that a server which gets it twice can tell.
///
/// Lines end with LF, as a `sendmail` expects on its standard input.
struct MailMessage {
  let mail: QueuedMail
  let attachments: [MailAttachment]
  let from: Mailbox
  let replyTo: Mailbox?

  /// The whole message.
  ///
  /// - Parameter folder: the store's folder, where attachments may be.
  /// - Throws: `Refusal` when an attachment is lost or too large.
  func text(in folder: String) throws -> String {
    let body = MailEncoding.quotedPrintable(
      mail.body.hasSuffix("\n") ? mail.body : mail.body + "\n")
    let plain = [
      "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable",
    ]
    guard !attachments.isEmpty else {
      return (headers + plain).joined(separator: "\n") + "\n\n" + body
    }
    // Neither encoding can make this sign, so that no line of a part is taken for the boundary.
    let boundary = "=_\(identity)"
    let mixed = "Content-Type: multipart/mixed; boundary=\"\(boundary)\""
    var text = (headers + [mixed]).joined(separator: "\n") + "\n\n"
    text += "--\(boundary)\n" + plain.joined(separator: "\n") + "\n\n" + body
    for attachment in attachments {
      text += "\n--\(boundary)\n" + Self.headers(of: attachment).joined(separator: "\n") + "\n\n"
      text += MailEncoding.base64(try attachment.bytes(in: folder))
    }
    return text + "\n--\(boundary)--\n"
  }

  /// What the identity and the boundary are made of: the key, which is this mail's alone.
  private var identity: String { String(SHA256.hex(SHA256.hash(mail.key)).prefix(32)) }

  private var headers: [String] {
    let domain = from.address.text.split(separator: "@").last ?? "localhost"
    return [
      Self.addresses("From", [from]), replyTo.map { Self.addresses("Reply-To", [$0]) },
      Self.addresses("To", mail.recipients), Self.unstructured("Subject", mail.subject),
      "Date: \(mail.created.mailDate)", "Message-ID: <habiter.\(identity)@\(domain)>",
      // RFC 3834: holiday notices do not answer it.
      "Auto-Submitted: auto-generated", "MIME-Version: 1.0",
    ].compactMap(\.self)
  }

  /// A header of words.
  static func unstructured(_ name: String, _ text: String) -> String {
    let safe = text.strippedOfControls
    let isPlain =
      safe.utf8.allSatisfy { (32...126).contains($0) } && !safe.contains("=?")
      && name.utf8.count + 2 + safe.utf8.count <= 76
    let value = isPlain ? safe : MailEncoding.encodedWords(safe, from: name.utf8.count + 2)
    return "\(name): \(value)"
  }

  /// A header of addresses, one on each line.
  static func addresses(_ name: String, _ mailboxes: [Mailbox]) -> String {
    let lines = mailboxes.enumerated().map { index, mailbox in
      address(mailbox, from: index == 0 ? name.utf8.count + 2 : 1)
    }
    return "\(name): " + lines.joined(separator: ",\n ")
  }

  private static func address(_ mailbox: Mailbox, from column: Int) -> String {
    guard !mailbox.name.isEmpty else { return mailbox.address.text }
    let isPlain =
      mailbox.name.utf8.allSatisfy { $0 == 0x20 || MailEncoding.isLetterOrDigit($0) }
      && column + mailbox.name.utf8.count + mailbox.address.text.utf8.count < 72
    guard !isPlain else { return mailbox.text }
    let words = MailEncoding.encodedWords(mailbox.name, from: column)
    return "\(words)\n <\(mailbox.address.text)>"
  }

  private static func headers(of attachment: MailAttachment) -> [String] {
    [
      "Content-Type: \(mediaType(of: attachment))", "Content-Transfer-Encoding: base64",
      "Content-Disposition: attachment" + fileName(attachment.name),
    ]
  }

  /// The name as it is when it is plain, else by RFC 2231, in pieces that fit on a line. Only one
  /// of them: of two, some readers take the poorer.
  private static func fileName(_ name: String) -> String {
    let value = MailEncoding.parameter(name)
    let isShort = value.utf8.count <= 60
    if isShort, value == "UTF-8''\(name)", !name.isEmpty { return ";\n filename=\"\(name)\"" }
    if isShort { return ";\n filename*=\(value)" }
    var pieces: [String] = [""]
    for scalar in name.unicodeScalars {
      // A piece holds whole characters; the encoding without its « UTF-8'' ».
      let token = String(MailEncoding.parameter(String(scalar)).dropFirst("UTF-8''".count))
      if pieces[pieces.count - 1].utf8.count + token.utf8.count > 50 { pieces.append("") }
      pieces[pieces.count - 1] += token
    }
    return pieces.enumerated().map { index, piece in
      ";\n filename*\(index)*=\(index == 0 ? "UTF-8''" : "")\(piece)"
    }.joined()
  }

  private static func mediaType(of attachment: MailAttachment) -> String {
    let halves = attachment.mediaType.split(separator: "/", omittingEmptySubsequences: false)
    let isToken = { (half: Substring) in
      !half.isEmpty
        && half.utf8.allSatisfy { MailEncoding.isLetterOrDigit($0) || [0x2D, 0x2E].contains($0) }
    }
    guard halves.count == 2, halves.allSatisfy(isToken) else { return "application/octet-stream" }
    return attachment.mediaType + (halves[0] == "text" ? "; charset=utf-8" : "")
  }
}
