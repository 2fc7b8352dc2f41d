import Domain
import Testing

@testable import Storage

/// Files of annonces and of their reports, as the platform would export them.
@Suite struct AnnonceImportTests {
  private static let header =
    "annonce;version;publiee_le;siret;typologie;commune;titre;texte;photo1_fichier;"
    + "photo1_largeur;photo1_hauteur;photo1_octets;substantielle;retiree_le"

  private static func fixture() throws -> StoreFixture {
    let fixture = try StoreFixture()
    var bailleur = Cast.organisations[0]
    bailleur.siret = try SIRET(parsing: "99900001100018")
    try fixture.store.put(organisations: [bailleur], operators: [])
    return fixture
  }

  private static func take(
    _ text: String, in fixture: StoreFixture, named name: String = "annonces.csv",
    isTrial: Bool = false, areReports: Bool = false
  ) throws -> ImportReport {
    let path = try fixture.directory.write(Array(text.utf8), to: name)
    let session = fixture.session(Cast.superAdmin, on: StoreFixture.start)
    return areReports
      ? try fixture.store.importReports(from: path, as: session, isTrial: isTrial)
      : try fixture.store.importAnnonces(from: path, as: session, isTrial: isTrial)
  }

  private static func line(
    _ number: String, version: Int = 1, title: String = "Bel appartement",
    text: String = "Au calme", photo: String = "p1.jpg;800;600;90000", rest: String = ";"
  ) -> String {
    "\(number);\(version);01/03/2026;99900001100018;T3;Montreuil;\(title);\(text);\(photo);\(rest)"
  }

  @Test func `Versions come in once, a new one follows, a withdrawal too`() throws {
    let fixture = try Self.fixture()
    let file = [Self.header, Self.line("A-1"), Self.line("A-2")].joined(separator: "\n")
    let trial = try Self.take(file, in: fixture, isTrial: true)
    #expect(trial.added == 2 && trial.isComplete)
    let session = fixture.session(Cast.superAdmin)
    #expect(try fixture.store.annonces(in: .online, for: session).rows.isEmpty)
    #expect(try Self.take(file, in: fixture).added == 2)
    let again = try Self.take(file, in: fixture)
    #expect(again.present == 2 && again.added == 0 && again.isComplete)
    #expect(
      again.summary == ["2 versions d'annonces lues : 0 ajoutée, 2 déjà présentes."])
    let more = [
      Self.header, Self.line("A-1"), Self.line("A-1", version: 2, title: "Autre"),
      Self.line("A-2", rest: ";05/03/2026"),
    ].joined(separator: "\n")
    let report = try Self.take(more, in: fixture)
    #expect(report.present == 1 && report.added == 2 && report.refused == 0, "\(report.french)")
    #expect(try Self.take(more, in: fixture).present == 3)
    let rows = try fixture.store.annonces(in: .online, for: session).rows
    #expect(rows.map(\.annonce) == ["A-1"] && rows.first?.version == 2)
    #expect(rows.first?.title == "Autre")
    try fixture.reopen()
    #expect(try fixture.store.annonces(in: .online, for: session).rows == rows)
  }

  @Test func `JSON lines with a list of photos say the same as the CSV`() throws {
    let fixture = try Self.fixture()
    let csv = [Self.header, Self.line("A-1")].joined(separator: "\n")
    #expect(try Self.take(csv, in: fixture).added == 1)
    let json = """
      {"annonce":"A-1","version":1,"publiee_le":"2026-03-01","siret":"99900001100018",\
      "typologie":"T3","commune":"Montreuil","titre":"Bel appartement","texte":"Au calme",\
      "photos":[{"fichier":"p1.jpg","largeur":800,"hauteur":600,"octets":90000}]}
      {"annonce":"A-3","version":1,"publiee_le":"2026-03-01","siret":"99900001100018",\
      "typologie":"T3","commune":"Montreuil","titre":"🏠 \\u202Etitre\\u001b[2J","texte":"a\\nb"}
      """
    let report = try Self.take(json, in: fixture, named: "a.jsonl")
    #expect(report.present == 1 && report.added == 1, "\(report.french)")
    let session = fixture.session(Cast.superAdmin)
    let stream = try #require(try fixture.store.annonceStream(numbered: "A-3", for: session))
    let file = try #require(try fixture.store.annonce(stream, for: session))
    #expect(file.texts[1]?.title == "🏠 titre[2J")
    #expect(file.texts[1]?.text == "a\nb")
  }

  @Test(
    "What is wrong on a line refuses the line, and says where",
    arguments: [
      ("A-1;0;01/03/2026;99900001100018;T3;Montreuil;t;x;;;;;;", "« version »"),
      ("A-1;1;31/02/2026;99900001100018;T3;Montreuil;t;x;;;;;;", "« publiee_le »"),
      ("A-1;1;01/03/2026;99900002900010;T3;Montreuil;t;x;;;;;;", "« siret »"),
      ("A-1;1;01/03/2026;99900001100018;T9;Montreuil;t;x;;;;;;", "« typologie »"),
      ("A-1;1;01/03/2026;99900001100018;T3;Montreuil;;x;;;;;;", "« titre »"),
      ("A-1;1;01/03/2026;99900001100018;T3;Montreuil;t;x;../p.jpg;8;6;9;;", "« photo1_fichier »"),
      ("A-1;1;01/03/2026;99900001100018;T3;Montreuil;t;x;/p.jpg;8;6;9;;", "« photo1_fichier »"),
      ("A-1;1;01/03/2026;99900001100018;T3;Montreuil;t;x;p.jpg;0;6;9;;", "« photo1_largeur »"),
      ("A-1;1;01/03/2026;99900001100018;T3;Montreuil;t;x;p.jpg;8;6;;;", "« photo1_octets »"),
      ("A-1;1;01/03/2026;99900001100018;T3;Montreuil;t;x;;;;;peut-être;", "« substantielle »"),
      ("A-1;1;01/03/2027;99900001100018;T3;Montreuil;t;x;;;;;;", "« publiee_le »"),
      ("A-1;1;01/03/2026;99900001100018;T3;Montreuil;t;x;;;;;;01/02/2026", "« retiree_le »"),
      (";1;01/03/2026;99900001100018;T3;Montreuil;t;x;;;;;;", "« annonce »"),
    ])
  func refusals(line: String, place: String) throws {
    let fixture = try Self.fixture()
    let text = [Self.header, line, Self.line("A-9")].joined(separator: "\n")
    let report = try Self.take(text, in: fixture)
    #expect(report.refused == 1 && report.added == 1, "\(report.french)")
    let told = report.messages.filter { $0.severity == .refused }.map(\.french)
    #expect(told.contains { $0.contains(place) }, "\(told)")
  }

  @Test func `Another content under a known number is refused, and changes nothing`() throws {
    let fixture = try Self.fixture()
    _ = try Self.take([Self.header, Self.line("A-1")].joined(separator: "\n"), in: fixture)
    let report = try Self.take(
      [Self.header, Self.line("A-1", text: "Autre chose")].joined(separator: "\n"), in: fixture)
    #expect(report.refused == 1)
    #expect(
      report.messages.map(\.text) == ["La version 1 est déjà connue, avec un autre contenu."])
  }

  @Test func `A NUR in a text is masked, and the words are in the vault alone`() throws {
    let fixture = try Self.fixture()
    let line = Self.line("A-1", text: "Mon numéro 0750326000001GDPUB merci")
    let report = try Self.take([Self.header, line].joined(separator: "\n"), in: fixture)
    #expect(report.added == 1)
    #expect(report.messages.map(\.text) == [AnnonceImport.maskedNUR])
    let contents = try fixture.contents()
    #expect(!contents.contains("0750326000001GDPUB"))
    let events = contents.split(separator: "\n").filter { $0.hasPrefix("pending") }
    #expect(!events.contains { $0.contains("Mon numéro") || $0.contains("p1.jpg") })
  }

  @Test func `Reports come in once, on the annonces that are known`() throws {
    let fixture = try Self.fixture()
    _ = try Self.take([Self.header, Self.line("A-1")].joined(separator: "\n"), in: fixture)
    let text = """
      signalement;annonce;partie;motif;signalee_le;texte
      S-1;A-1;photo-1;V2;02/03/2026;On me reconnaît
      S-2;A-1;photo-2;V2;02/03/2026;
      S-3;A-8;annonce;V8;02/03/2026;
      S-4;A-1;commentaire;Publicité;02/03/2026;
      S-5;A-1;grenier;V7;02/03/2026;
      S-6;A-1;annonce;V99;02/03/2026;
      """
    let report = try Self.take(text, in: fixture, named: "s.csv", areReports: true)
    #expect(report.added == 2 && report.refused == 4, "\(report.french)")
    let again = try Self.take(text, in: fixture, named: "s.csv", areReports: true)
    #expect(again.present == 2 && again.added == 0)
    let session = fixture.session(Cast.superAdmin)
    let row = try #require(try fixture.store.annonces(in: .reported, for: session).rows.first)
    #expect(row.annonce == "A-1")
    let file = try #require(try fixture.store.annonce(row.stream, for: session))
    #expect(file.annonce.openReports.map(\.report.source) == [.platform, .platform])
  }
}
