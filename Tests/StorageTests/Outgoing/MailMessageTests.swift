import Domain
import Foundation
import Testing

@testable import Storage

/// The bytes of a mail: a fixture that a person can read, and what no text may do to its headers.
@Suite struct MailMessageTests {
  private static let bourse = "Échanger Habiter, bourse <bourse@eh.example>"

  private func text(
    to recipients: [String] = ["z.ancelin@bailleur.example"], subject: String = "Rapport",
    body: String = "Bonjour.", key: String = "rapport/1", attachments: [MailAttachment] = [],
    from: String = bourse, replyTo: String? = nil
  ) throws -> String {
    let mail = OutgoingMail(
      key: key, to: try recipients.map { try Mailbox(parsing: $0) }, subject: subject, body: body,
      attachments: attachments)
    let queued = QueuedMail(
      id: 1, key: mail.key, recipients: mail.recipients, subject: mail.subject, body: mail.body,
      created: MailFixture.start, course: .new(at: MailFixture.start),
      attachments: attachments.map(\.name))
    return try MailMessage(
      mail: queued, attachments: attachments, from: try Mailbox(parsing: from),
      replyTo: try replyTo.map { try Mailbox(parsing: $0) }
    ).text(in: "/nowhere")
  }

  private func headers(_ text: String) -> [String] {
    let head = text.components(separatedBy: "\n\n")[0]
    return head.replacingOccurrences(of: "\n ", with: " ").components(separatedBy: "\n")
  }

  @Test func `The message is that of the fixture`() throws {
    let mail = try MailFixture.mail()
    let written = try text(
      to: ["Zoé Ancelin <z.ancelin@bailleur.example>", "info@bailleur.example"],
      subject: mail.subject, body: mail.body,
      attachments: [
        MailAttachment(
          name: "rapport de mars – été.csv", mediaType: "text/csv",
          content: .bytes(Array("\u{FEFF}ligne;code\r\n2;PAT-L01\r\n".utf8)))
      ], replyTo: "contact@eh.example")
    let fixture = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Fixtures/mail.eml").standardizedFileURL
    if ProcessInfo.processInfo.environment["HABITER_UPDATE_SCREENS"] == "1" {
      try Data(written.utf8).write(to: fixture)
    }
    #expect(written == String(decoding: try Data(contentsOf: fixture), as: UTF8.self))
  }

  @Test(
    arguments: [
      "Rapport\r\nBcc: x@y.example", "Rapport\nBcc: x@y.example", "Rapport\u{0}\u{85}\u{2028}x",
      "=?utf-8?q?Rapport=0ABcc:_x?=", String(repeating: "très long ", count: 60), "", " ", "é",
    ])
  func `No subject, name or file name makes a header, nor a line of more than 78 columns`(
    text hostile: String
  ) throws {
    let written = try text(
      to: ["\(hostile) <z@b.example>"], subject: hostile, body: hostile, key: hostile,
      attachments: [
        MailAttachment(name: hostile, mediaType: hostile, content: .bytes([1]))
      ], from: "\(hostile) <a@b.example>")
    let names = headers(written).map { String($0.prefix { $0 != ":" }) }
    #expect(
      names == [
        "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version",
        "Content-Type",
      ])
    for line in written.split(separator: "\n", omittingEmptySubsequences: false) {
      #expect(line.utf8.count <= 78 && line.utf8.allSatisfy { (32...126).contains($0) }, "\(line)")
    }
  }

  @Test func `The identity is that of the key, so that a mail sent twice can be told`() throws {
    let identity = { (key: String) throws in
      try headers(text(key: key)).first { $0.hasPrefix("Message-ID") }
    }
    #expect(try identity("rapport/1") == identity("rapport/1"))
    #expect(try identity("rapport/1") != identity("rapport/2"))
    #expect(try identity("x")?.hasSuffix("@eh.example>") == true)
  }

  @Test(
    arguments: [
      ("a", "a"), ("é", "=C3=A9"), ("a = b", "a =3D b"), ("fin ", "fin=20"), (".", "=2E"),
      (".x", "=2Ex"), ("x.", "x."), ("From moi", "=46rom moi"), ("Fromage", "Fromage"), ("", ""),
      (String(repeating: "a", count: 76), String(repeating: "a", count: 76)),
      (
        String(repeating: "a", count: 77),
        String(repeating: "a", count: 75) + "=\naa"
      ), (String(repeating: "é", count: 13), String(repeating: "=C3=A9", count: 12) + "=C3=\n=A9"),
    ])
  func `Quoted-printable keeps what is plain, and lines of 76 columns`(
    line: String, encoded: String
  ) {
    #expect(MailEncoding.quotedPrintable(line) == encoded)
    #expect(MailEncoding.quotedPrintable("\(line)\n\(line)") == "\(encoded)\n\(encoded)")
  }

  @Test func `An attachment beyond what mail servers take is refused with its place`() throws {
    let folder = try TemporaryDirectory()
    let file = folder.file("grand.csv")
    _ = try folder.write([], to: "grand.csv")
    #expect(truncate(file, off_t(MailAttachment.largest + 1)) == 0)
    let large = MailAttachment(name: "grand.csv", mediaType: "text/csv", content: .file(file))
    let refusal = #expect(throws: Refusal.self) { try large.bytes(in: folder.path) }
    #expect(refusal?.message.contains("dépasse 20 Mo") == true)
    #expect(refusal?.remedy?.contains(file) == true)
    #expect(truncate(file, 3) == 0)
    #expect(try large.bytes(in: folder.path) == [0, 0, 0])
    let relative = MailAttachment(name: "g", mediaType: "text/csv", content: .file("grand.csv"))
    #expect(try relative.bytes(in: folder.path).count == 3)
  }
}
