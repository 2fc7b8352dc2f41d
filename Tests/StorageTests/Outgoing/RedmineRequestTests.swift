import Domain
import Foundation
import Testing

@testable import Storage

/// What may be set, where the key may be, and what curl is told.
@Suite struct RedmineRequestTests {
  private let folder: TemporaryDirectory

  init() throws { folder = try TemporaryDirectory() }

  private func key(_ text: String = TicketFixture.key, mode: mode_t = 0o600) throws -> String {
    let path = try folder.write(Array(text.utf8), to: "cle")
    chmod(path, mode)
    return path
  }

  @Test func `The key comes from a file of one's own that nobody else reads`() throws {
    #expect(try RedmineKey(file: key(" \(TicketFixture.key)\r\n")).secret == TicketFixture.key)
    #expect(try RedmineKey(file: key(mode: 0o400)).secret == TicketFixture.key)
  }

  @Test(arguments: [
    (0o640, TicketFixture.key, "D'autres comptes"), (0o604, TicketFixture.key, "D'autres comptes"),
    (0o600, "", "ne contient pas une clé"), (0o600, "court", "ne contient pas une clé"),
    (0o600, "deux mots 1234567890", "ne contient pas une clé"),
    (0o600, "clé\"\nurl=http://x", "ne contient pas une clé"),
    (0o600, String(repeating: "a", count: 5_000), "ne contient pas une clé"),
  ])
  func `Any other file is refused, without its contents`(
    mode: Int, text: String, words: String
  ) throws {
    let path = try key(text, mode: mode_t(mode))
    let refusal = #expect(throws: Refusal.self) { try RedmineKey(file: path) }
    #expect(refusal?.message.contains(words) == true, "\(String(describing: refusal))")
    #expect(text.isEmpty || refusal?.sentence.contains(text) == false)
  }

  @Test func `A link, a folder, a pipe or nothing at all is no key`() throws {
    let path = try key()
    let (link, pipe) = (folder.file("lien"), folder.file("tube"))
    #expect(symlink(path, link) == 0 && mkfifo(pipe, 0o600) == 0)
    for (place, words) in [
      (link, "est un lien"), (pipe, "fichier ordinaire"), (folder.path, "fichier ordinaire"),
      (folder.file("absent"), "ne peut pas être lue"),
    ] {
      let refusal = #expect(throws: Refusal.self) { try RedmineKey(file: place) }
      #expect(refusal?.message.contains(words) == true, "\(String(describing: refusal))")
    }
  }

  @Test func `All that curl gets is its configuration, whose quotes nothing leaves`() throws {
    let hostile = "a\"b\\c\nurl = \"http://evil\"\r\t{}[]é"
    let request = CurlRequest(
      curl: "curl", url: "https://r.example/issues.json?x=\(hostile)",
      key: try RedmineKey(file: key()), json: hostile)
    let lines = request.configuration.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(
      lines.map { $0.split(separator: " ")[...].first.map(String.init) ?? "" } == [
        "silent", "globoff", "url", "proto", "header", "header", "user-agent", "connect-timeout",
        "max-time", "max-filesize", "write-out", "header", "header", "data-raw", "",
      ])
    #expect(lines[3] == "proto = \"=https\"")
    #expect(lines[13] == #"data-raw = "a\"b\\c\nurl = \"http://evil\"\r\t{}[]é""#)
  }

  @Test(
    arguments: [
      ("https://r.example/", "https://r.example"),
      ("https://r.example/suivi/", "https://r.example/suivi"),
      ("http://127.0.0.1:3000", "http://127.0.0.1:3000"), ("http://localhost", "http://localhost"),
      ("http://[::1]:80", "http://[::1]:80"), ("http://r.example", nil), ("r.example", nil),
      ("ftp://r.example", nil), ("https://", nil), ("https://a:b@r.example", nil),
      ("https://r.example/?x=1", nil), ("https://r.example#x", nil), ("https://r. example", nil),
      ("https://r.example\"", nil), ("http://127.0.0.1.evil.example", nil), ("", nil),
    ] as [(String, String?)])
  func `An address is encrypted, or of this machine, and holds no account`(
    typed: String, text: String?
  ) {
    #expect((try? RedmineAddress(parsing: typed))?.text == text)
  }

  @Test(
    arguments: [
      ("4", [4, 4, 4]), ("technique:1, 6", [1, 6, 6]),
      ("technique:1,dysfonctionnement:2,non-testable:3", [1, 2, 3]),
      ("technique:1", [1, nil, nil]),
      ("", nil), ("x", nil), ("0", nil), ("-1", nil), ("autre:1", nil), ("technique:1:2", nil),
      ("technique:", nil), ("1,", nil), ("99999999999", nil),
    ] as [(String, [Int?]?)])
  func `A number is for a reason, or for all`(typed: String, numbers: [Int?]?) {
    let choice = try? RedmineChoice(parsing: typed)
    #expect(choice.map { choice in TicketReason.allCases.map(choice.number(for:)) } == numbers)
  }
}
