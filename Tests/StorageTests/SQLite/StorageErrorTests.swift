import Storage
import Testing

@Suite struct StorageErrorTests {
  @Test func `An error tells the code, the SQL and the table, never the values`() throws {
    let connection = try Connection(path: ":memory:", mode: .readWrite)
    try connection.execute("CREATE TABLE t(a TEXT PRIMARY KEY) STRICT")
    let sql = "INSERT INTO t VALUES (?)"
    try connection.run(sql, ["C. Martin"])
    let error = try #require(
      #expect(throws: StorageError.self) { try connection.run(sql, ["C. Martin"]) })
    #expect(error.kind == .constraint)
    #expect(error.code == 1555)
    #expect(error.sql == sql)
    #expect(error.message == "UNIQUE constraint failed: t.a")
    #expect(!error.description.contains("Martin"))
    #expect(!error.french.contains("Martin"))
  }

  @Test func `Strict tables refuse a value of another type`() throws {
    let connection = try Connection(path: ":memory:", mode: .readWrite)
    try connection.execute("CREATE TABLE t(a INTEGER) STRICT")
    let error = #expect(throws: StorageError.self) {
      try connection.run("INSERT INTO t VALUES (?)", ["deux"])
    }
    #expect(error?.kind == .constraint)
    #expect(error?.description.contains("deux") == false)
  }

  @Test(arguments: [
    (
      StorageError.Kind.locked(by: 4242),
      "Ces données sont déjà ouvertes (/d/f). Un autre habiter y travaille (processus 4242). "
        + "Fermez-le, puis recommencez."
    ),
    (
      .newer(found: 9, known: 1),
      "Les données n'ont pas pu être ouvertes (/d/f). Elles viennent d'une version plus récente "
        + "d'habiter (format 9, connu ici : 1). Elles n'ont pas été touchées. "
        + "Installez la dernière version d'habiter."
    ),
    (
      .foreign(applicationID: 7),
      "Les données n'ont pas pu être ouvertes (/d/f). Ce fichier appartient à un autre programme. "
        + "Il n'a pas été touché. Déplacez-le, ou indiquez un autre dossier par XDG_DATA_HOME."
    ),
    (
      .corrupt,
      "Les données enregistrées sont abîmées (/d/f). Le disque ou une copie incomplète en est "
        + "souvent la cause. N'effacez rien : gardez une copie du dossier et prévenez votre "
        + "administrateur. « habiter verifier » dit ce qui est touché ; « habiter restaurer » "
        + "remet une sauvegarde, ou reprend tout de la base partagée (--partagee)."
    ),
  ])
  func `The operator reads what, why and what to do`(kind: StorageError.Kind, text: String) {
    #expect(StorageError(kind, "words", path: "/d/f").french == text)
  }

  @Test(arguments: [
    StorageError.Kind.busy, .locked(by: nil), .full, .readOnly, .corrupt, .notADatabase,
    .newer(found: 2, known: 1), .older(found: 1, known: 2), .foreign(applicationID: 1), .constraint,
    .stale(expected: 1, found: 2), .erased, .typeMismatch, .cannotOpen, .io, .misuse, .other,
  ])
  func `Each kind has three sentences`(kind: StorageError.Kind) {
    let french = StorageError(kind, "words").french
    #expect(french.hasSuffix("."))
    #expect(french.split(separator: ". ").count >= 3)
  }
}
