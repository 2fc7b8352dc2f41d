import Domain
import Foundation
import Testing

@testable import Storage

/// The table of mails: written with the cause, once, and kept through restorations.
@Suite struct MailQueueTests {
  private let desk: MailFixture

  init() throws { desk = try MailFixture() }

  private var states: [String: MailState] {
    get throws {
      Dictionary(
        uniqueKeysWithValues: try desk.store.mails(limit: 99).map { ($0.key, $0.course.state) })
    }
  }

  @Test func `A key is queued once, whatever became of its mail`() throws {
    let store = try desk.store
    let id = try #require(try store.queue(MailFixture.mail(), at: desk.moment))
    #expect(try store.queue(MailFixture.mail(), at: desk.moment + 60) == nil)
    try store.decide(.cancelled, onMail: id, at: desk.moment)
    #expect(try store.queue(MailFixture.mail(), at: desk.moment + 60) == nil)
    #expect(try store.mails(limit: 9).count == 1)
  }

  @Test func `A mail is written with its cause, or neither is`() throws {
    let store = try desk.store
    struct Failure: Error {}
    #expect(throws: Failure.self) {
      try store.write {
        try MailQueue(connection: store.writer).add(MailFixture.mail(), at: desk.moment)
        throw Failure()
      }
    }
    #expect(try store.mails(limit: 9).isEmpty)
    let error = #expect(throws: StorageError.self) {
      try MailQueue(connection: store.writer).add(MailFixture.mail(), at: desk.moment)
    }
    #expect(error?.kind == .misuse)
  }

  @Test func `What was written is read back, after a new start too`() throws {
    let parts = [
      MailAttachment(name: "rapport/été.csv", mediaType: "text/csv", content: .bytes([1, 0, 2])),
      MailAttachment(name: "b.csv", mediaType: "text/csv", content: .file("patrimoine/b.csv")),
    ]
    let id = try #require(
      try desk.store.queue(MailFixture.mail(attachments: parts), at: desk.moment))
    try desk.fixture.reopen()
    let mail = try #require(try desk.store.mail(id))
    let written = try MailFixture.mail()
    #expect(mail.recipients == written.recipients && mail.body == written.body)
    #expect(mail.subject == written.subject && mail.created == desk.moment)
    #expect(mail.course == .new(at: desk.moment))
    #expect(mail.attachments == ["rapport-été.csv", "b.csv"])
    #expect(try desk.store.attachments(ofMail: id) == parts)
    #expect(try desk.store.mailCounts() == [.waiting: 1])
  }

  @Test func `Whoever reads may write no mail, nor decide on one`() throws {
    let id = try #require(try desk.store.queue(MailFixture.mail(), at: desk.moment))
    let reader = try Store(desk.fixture.location, for: .reading)
    defer { reader.close() }
    #expect(throws: Refusal.self) { try reader.queue(MailFixture.mail("b"), at: desk.moment) }
    #expect(throws: Refusal.self) { try reader.decide(.cancelled, onMail: id, at: desk.moment) }
    #expect(throws: Refusal.self) { try desk.store.decide(.resent, onMail: 99, at: desk.moment) }
    #expect(try reader.mails(limit: 9).count == 1)
  }

  @Test func `What asks for somebody comes first, then what is yet to leave`() throws {
    let store = try desk.store
    for state in MailState.allCases {
      let id = try #require(try store.queue(MailFixture.mail(state.rawValue), at: desk.moment))
      try store.write {
        try MailQueue(connection: store.writer).set(
          id, to: MailCourse(state: state, next: state == .waiting ? desk.moment : nil))
      }
    }
    let order = try store.mails(limit: 9).map(\.course.state)
    #expect(order == [.uncertain, .refused, .sending, .waiting, .cancelled, .sent])
    #expect(try store.mails(limit: 2).count == 2)
  }

  @Test func `A year later the words of a mail that is done with are gone, its key is not`() throws
  {
    let store = try desk.store
    let part = MailAttachment(name: "a", mediaType: "text/csv", content: .bytes([7]))
    for key in ["fini", "attend"] {
      try store.queue(MailFixture.mail(key, attachments: [part]), at: desk.moment)
    }
    try store.decide(.cancelled, onMail: 1, at: desk.moment)
    _ = try store.lookBackAtMails(at: desk.moment + 365 * 86_400)
    #expect(try store.mail(1)?.recipients.count == 1)
    _ = try store.lookBackAtMails(at: desk.moment + 365 * 86_400 + 1)
    let mail = try #require(try store.mail(1))
    #expect(mail.recipients.isEmpty && mail.body.isEmpty && mail.attachments.isEmpty)
    #expect(mail.subject == "Courriel effacé" && mail.course.state == .cancelled)
    #expect(try store.mail(2)?.attachments == ["a"])
    #expect(try store.queue(MailFixture.mail("fini"), at: desk.moment) == nil)
  }

  @Test func `These reads go through indexes`() throws {
    let queue = MailQueue(connection: try desk.store.reader)
    try expectIndexed(on: try desk.store.reader) {
      _ = try queue.due(at: desk.moment)
      _ = try queue.next()
      _ = try queue.mail(1)
      _ = try queue.attachments(of: 1)
    }
  }

  @Test func `A copy put back knows what was sent since, and sends nothing of its own accord`()
    throws
  {
    for key in ["parti", "annulé", "attend"] {
      try desk.store.queue(MailFixture.mail(key), at: desk.moment)
    }
    let copy = desk.folder.file("copie.sqlite")
    _ = try StoreBackup.save(try desk.store, to: copy, replacing: true)
    for (id, event) in [(1, MailEvent.claimed), (2, .cancelled)] {
      try desk.store.decide(event, onMail: id, at: desk.moment)
    }
    try desk.store.decide(
      .ended(MailOutcome(.exited(0), isWholeRead: true)), onMail: 1, at: desk.moment)
    let part = MailAttachment(name: "a", mediaType: "text/csv", content: .bytes([7]))
    try desk.store.queue(MailFixture.mail("après", attachments: [part]), at: desk.moment)
    try desk.fixture.reopen {
      _ = try StoreRestore.run(from: copy, to: desk.fixture.location, at: desk.moment)
    }
    #expect(
      try states == ["parti": .sent, "annulé": .cancelled, "attend": .waiting, "après": .waiting])
    #expect(try desk.store.attachments(ofMail: 4) == [part])

    // Without the present database nobody knows what became of the copy's mails.
    try desk.fixture.reopen {
      try Data().write(to: URL(fileURLWithPath: desk.fixture.location.database))
      _ = try StoreRestore.run(from: copy, to: desk.fixture.location, at: desk.moment)
    }
    #expect(try states == ["parti": .uncertain, "annulé": .uncertain, "attend": .uncertain])
  }
}
