import Domain
import Foundation
import Testing

@testable import Storage

/// Mails handed to a program: two-line scripts stand for it.
@Suite struct MailSenderTests {
  private let desk: MailFixture

  init() throws { desk = try MailFixture() }

  @Test(
    arguments: [
      (0, .sent), (64, .refused), (65, .refused), (67, .refused), (69, .waiting), (71, .waiting),
      (75, .waiting), (1, .waiting), (74, .uncertain), (76, .uncertain),
    ] as [(Int, MailState)])
  func `The exit code decides, and what the program said is told`(
    code: Int, state: MailState
  ) async throws {
    let script = try desk.script(
      "cat >/dev/null\necho \"sendmail: raison \(code)\" >&2\nexit \(code)")
    let mail = try await desk.outcome(of: [script, "-t", "-i"])
    #expect(mail.course.state == state && mail.course.attempts == 1)
    if state == .sent {
      #expect(mail.course.sent == desk.moment)
    } else {
      #expect(
        mail.course.reason?.contains("(code \(code)) : « sendmail: raison \(code) ».") == true,
        "\(mail.course.reason ?? "")")
    }
  }

  @Test func `The program gets its arguments, and the message on its standard input`() async throws
  {
    let script = try desk.keeping(then: "printf '%s|' \"$@\" > '\(desk.folder.file("args"))'")
    let mail = try await desk.outcome(of: [script, "-t", "-i", "un mot"])
    #expect(mail.course.state == .sent)
    #expect(String(decoding: try desk.folder.bytes("args"), as: UTF8.self) == "-t|-i|un mot|")
    let text = try #require(try desk.kept().first)
    #expect(text.hasPrefix("From: Bourse <b@eh.example>\nTo: =?utf-8?q?Zo=C3=A9_Ancelin?="))
  }

  @Test func `A message larger than a pipe arrives whole; one left unread is no signal`()
    async throws
  {
    let bytes = [UInt8](repeating: 0x41, count: 1 << 20)
    let large = MailAttachment(name: "a.csv", mediaType: "text/csv", content: .bytes(bytes))
    try desk.store.queue(MailFixture.mail("lu", attachments: [large]), at: desk.moment)
    try await desk.run(try desk.sender([try desk.keeping()]))
    #expect(try #require(try desk.kept().first).utf8.count > (1 << 20) * 4 / 3)
    try desk.store.queue(MailFixture.mail("non lu", attachments: [large]), at: desk.moment)
    try await desk.run(try desk.sender([try desk.script("exit 74")]))
    // It cannot have left, whatever the code says.
    #expect(try desk.store.mails(limit: 9).first { $0.key == "non lu" }?.course.state == .waiting)
  }

  @Test func `A program that takes too long is ended: what it had not read cannot have left`()
    async throws
  {
    let unread = try await desk.outcome(of: [try desk.script("exec sleep 600")], patience: 0.3)
    #expect(unread.course.state == .waiting)
    #expect(unread.course.reason?.contains("n'a pas fini à temps") == true)
    let reading = try desk.script("cat >/dev/null\nsleep 600 & wait", name: "reading")
    // On a slow machine the script may not have begun to read: it is then given more time.
    var states: [MailState] = []
    for patience in [0.5, 4, 30] where states.last != .uncertain {
      states.append(try await desk.outcome(of: [reading], patience: patience).course.state)
    }
    #expect(states.last == .uncertain)
  }

  @Test func `A program that a signal ends may have sent the mail`() async throws {
    let mail = try await desk.outcome(of: [try desk.script("cat >/dev/null\nkill -9 $$")])
    #expect(mail.course.state == .uncertain)
    #expect(mail.course.reason?.contains("(signal 9)") == true)
  }

  @Test func `Without a mail program all mails wait, with a sentence, and leave once it is there`()
    async throws
  {
    let path = desk.folder.file("sendmail")
    for key in ["a", "b"] { try desk.store.queue(MailFixture.mail(key), at: desk.moment) }
    let tried = try await desk.run(try desk.sender([path]))
    #expect(tried.map(\.key) == ["a", "a"], "the other is not even tried")
    for mail in try desk.store.mails(limit: 9) {
      #expect(mail.course.state == .waiting && mail.course.attempts == 0)
      #expect(
        mail.course.reason
          == "Le programme d'envoi ne peut pas être lancé : « \(path) : introuvable ».")
      #expect(mail.course.next == desk.moment + 900)
    }
    _ = try desk.keeping()
    desk.moment = desk.moment + 900
    try await desk.run(try desk.sender([path]))
    #expect(try desk.store.mailCounts() == [.sent: 2])
    #expect(try desk.kept().count == 2)
  }

  @Test func `A mail is the same at each attempt, and tried when its time has come`() async throws {
    let once = try desk.script(
      "cat > \"$(mktemp '\(desk.folder.path)/mail-XXXXXX')\"\n"
        + "test $(ls '\(desk.folder.path)' | grep -c mail-) -gt 1 || exit 75")
    try desk.store.queue(MailFixture.mail(), at: desk.moment)
    let sender = try desk.sender([once])
    try await desk.run(sender)
    #expect(try desk.store.mailCounts() == [.waiting: 1])
    desk.moment = desk.moment + 59
    try await desk.run(sender)
    #expect(try desk.kept().count == 1)
    #expect(sender.delay(try desk.store) == 1_000)
    desk.moment = desk.moment + 1
    try await desk.run(sender)
    #expect(try desk.store.mailCounts() == [.sent: 1])
    let kept = try desk.kept()
    #expect(kept.count == 2 && kept[0] == kept[1])
  }

  @Test func `Nothing leaves without a sender's address`() async throws {
    try desk.store.queue(MailFixture.mail(), at: desk.moment)
    let sender = try desk.sender([try desk.keeping()], from: nil)
    try await desk.run(sender)
    #expect(try desk.kept().isEmpty && sender.delay(try desk.store) == nil)
    #expect(try desk.store.mailCounts() == [.waiting: 1])
  }

  @Test func `Nothing leaves the demonstration, nor a store that only reads`() async throws {
    let folder = desk.folder.file("demo")
    let demo = try Store(StoreLocation(directory: folder, isDemo: true))
    defer { demo.close() }
    try demo.queue(MailFixture.mail(), at: desk.moment)
    try desk.store.queue(MailFixture.mail(), at: desk.moment)
    let reader = try Store(desk.fixture.location, for: .reading)
    defer { reader.close() }
    let sender = try desk.sender([try desk.keeping()])
    for store in [demo, reader] {
      #expect(try sender.advance(store).isEmpty && sender.delay(store) == nil && !sender.isBusy)
    }
  }

  @Test func `A lost attachment refuses its mail, and no other`() async throws {
    let lost = MailAttachment(name: "r.csv", mediaType: "text/csv", content: .file("perdu.csv"))
    try desk.store.queue(MailFixture.mail("a", attachments: [lost]), at: desk.moment)
    try desk.store.queue(MailFixture.mail("b"), at: desk.moment)
    try await desk.run(try desk.sender([try desk.keeping()]))
    let mails = try desk.store.mails(limit: 9)
    #expect(mails.map(\.course.state) == [.refused, .sent])
    #expect(
      mails[0].course.reason?.hasPrefix("La pièce jointe « r.csv » ne peut pas être lue.") == true)
    #expect(try desk.kept().count == 1)
  }

  @Test func `What was being handed over when the program stopped is never sent by itself`()
    async throws
  {
    try desk.store.queue(MailFixture.mail(), at: desk.moment)
    let claimed = try #require(try desk.store.claimMail(at: desk.moment))
    #expect(claimed.course.state == .sending)
    #expect(try desk.store.claimMail(at: desk.moment) == nil)
    try desk.fixture.reopen()
    let sender = try desk.sender([try desk.keeping()])
    try await desk.run(sender)
    #expect(try desk.store.mailCounts() == [.uncertain: 1] && desk.kept().isEmpty)
    try desk.store.decide(.resent, onMail: claimed.id, at: desk.moment)
    try await desk.run(sender)
    #expect(try desk.store.mailCounts() == [.sent: 1] && desk.kept().count == 1)
  }

  @Test(.enabled(if: SmallDisk.isAllowed, SmallDisk.reason))
  func `What became of a mail is kept until the disk has room for it`() async throws {
    let disk = try SmallDisk(kib: 3_072)
    let desk = try MailFixture(in: disk.path + "/habiter")
    try desk.store.queue(MailFixture.mail(), at: desk.moment)
    let go = desk.folder.file("go")
    let sender = try desk.sender([
      try desk.script("cat >/dev/null; until test -e '\(go)'; do sleep 0.02; done")
    ])
    #expect(try sender.advance(desk.store).map(\.course.state) == [.sending])
    try disk.fill()
    _ = try desk.folder.write([], to: "go")
    let error = await #expect(throws: StorageError.self) { try await desk.run(sender) }
    #expect(error?.kind == .full)
    #expect(sender.isBusy)
    disk.empty()
    try await desk.run(sender)
    #expect(try desk.store.mailCounts() == [.sent: 1])
  }

  @Test func `A person takes a mail out before it leaves`() async throws {
    let id = try #require(try desk.store.queue(MailFixture.mail(), at: desk.moment))
    try desk.store.decide(.cancelled, onMail: id, at: desk.moment)
    try await desk.run(try desk.sender([try desk.keeping()]))
    #expect(try desk.kept().isEmpty)
    #expect(try desk.store.mailCounts() == [.cancelled: 1])
  }

  @Test(
    arguments: [
      ("/usr/sbin/sendmail -t -i", ["/usr/sbin/sendmail", "-t", "-i"]),
      ("  msmtp  -C  \"/home/b o/rc\" -t ", ["msmtp", "-C", "/home/b o/rc", "-t"]),
      ("a \"\" b", ["a", "", "b"]), ("a\"b c\"d", ["ab cd"]),
      ("", nil), ("  ", nil), ("\"\"", nil), ("a \"b", nil),
    ] as [(String, [String]?)])
  func `A command is words between spaces, quotes keep those of a word`(
    line: String, words: [String]?
  ) {
    #expect((try? MailSettings.command(parsing: line)) == words)
  }
}
