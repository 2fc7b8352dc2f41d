import Domain

@testable import Storage
@testable import TUI

/// Mails in every state, for screens and tests.
enum MailScene {
  static let now = DeskStore.moment(on: DeskStore.today)

  static let body = """
    Bonjour,

    Le fichier patrimoine du 24/03/2026 n'a pas été importé : 12 lignes sont en erreur, soit 6 % \
    d'entre elles. Le stock précédent reste en place.

    Le rapport est joint : chaque ligne dit ce qui a été lu, ce qui est attendu et que faire.

    La bourse Échanger Habiter
    """

  /// One in each state, the attachment of each a report.
  @Sendable static func all(_ desk: Desk) throws { try fill(desk.store) }

  static func fill(_ store: Store) throws {
    let courses: [(MailCourse, String)] = [
      (
        MailCourse(state: .sent, attempts: 1, sent: now + -86_000),
        "Patrimoine : rapport de l'import du 23/03/2026"
      ),
      (
        MailCourse(state: .cancelled, attempts: 0),
        "Patrimoine : votre fichier de mars est attendu"
      ),
      (
        MailCourse(
          state: .waiting, attempts: 3, since: now + -1_200, next: now + 600,
          reason: "Le programme d'envoi a échoué (code 75) : « msmtp: connexion refusée »."),
        "Patrimoine : rapport de l'import du 24/03/2026"
      ),
      (
        MailCourse(
          state: .refused, attempts: 1, since: now + -1_200,
          reason: "Refusé par le programme d'envoi (code 65) : « 550 5.1.1 no such user »."),
        "Patrimoine : rapport de l'import du 24/03/2026"
      ),
      (
        MailCourse(
          state: .uncertain, attempts: 1, since: now + -7_200,
          reason: "habiter a été arrêté pendant l'envoi."),
        "Patrimoine : import à confirmer, 14 % des logements en moins"
      ),
    ]
    for (index, (course, subject)) in courses.enumerated() {
      let report = MailAttachment(
        name: "rapport-\(index).csv", mediaType: "text/csv",
        content: .bytes(Array("ligne;colonne;code\r\n2;C (3);PAT-L01\r\n".utf8)))
      let mail = OutgoingMail(
        key: "rapport/\(index)",
        to: [try Mailbox(parsing: "R. Informatique <si\(index)@bailleur-\(index).example>")],
        subject: subject, body: body, attachments: [report])
      guard let id = try store.queue(mail, at: now + Int64(-3_600 * (24 - index))) else { continue }
      try store.write { try MailQueue(connection: store.writer).set(id, to: course) }
    }
  }
}
