import Domain

@testable import Storage
@testable import TUI

/// Tickets in every state, for screens and tests.
enum TicketScene {
  static let now = DeskStore.moment(on: DeskStore.today)

  /// One in each state, and a closed one.
  @Sendable static func all(_ desk: Desk) throws { try fill(desk.store) }

  static func fill(_ store: Store) throws {
    func at(_ number: Int) -> TicketAddress {
      TicketAddress(number: number, address: "https://redmine.example/issues/\(number)")
    }
    let courses: [(TicketCourse, TicketFollow, String)] = [
      (
        TicketCourse(state: .followed, attempts: 1, tried: now + -90_000, ticket: at(806)),
        TicketFollow(status: "Résolu", isClosed: true, updated: "x", read: now + -600),
        "recherche — les filtres ne se gardent pas"
      ),
      (
        TicketCourse(state: .cancelled), TicketFollow(), "annonce — photo de travers"
      ),
      (
        TicketCourse(state: .followed, attempts: 1, tried: now + -86_000, ticket: at(812)),
        TicketFollow(status: "En cours", updated: "x", read: now + -600),
        "connexion — page blanche après le mot de passe"
      ),
      (
        TicketCourse(
          state: .waiting, attempts: 3, tried: now + -300, next: now + 600,
          reason: "Le serveur de Redmine ne répond pas : « Connection refused »."),
        TicketFollow(), "message — pièce jointe refusée"
      ),
      (
        TicketCourse(
          state: .uncertain, attempts: 1, tried: now + -30, next: now + 30, posted: now + -30,
          reason: "Redmine n'a pas répondu à temps."),
        TicketFollow(), "dossier d'échange — étape qui ne s'affiche pas"
      ),
      (
        TicketCourse(
          state: .lost, attempts: 1, tried: now + -400_000, ticket: at(790),
          reason: "Redmine ne connaît pas le ticket 790."),
        TicketFollow(status: "Nouveau", updated: "x", read: now + -7_200),
        "logement — étage qui change"
      ),
      (
        TicketCourse(
          state: .refused, attempts: 1, tried: now + -1_200,
          reason: "Redmine refuse ce ticket : « Le suivi n'est pas dans la liste »."),
        TicketFollow(), "connexion — courriel de confirmation absent"
      ),
    ]
    for (index, (course, follow, subject)) in courses.enumerated() {
      let reference = "S-2026-0\(1_201 + index)"
      let ticket = OutgoingTicket(
        key: CommandID("act-\(index)"), stream: StreamID("signalement-\(index)"),
        reference: reference, motive: .dysfonctionnement, subject: "[EH \(reference)] \(subject)",
        body: """
          Bailleur : Bailleur B
          Catégorie : connexion
          Motif : dysfonctionnement

          Après le mot de passe, la page reste blanche ; [locataire] a essayé trois fois.
          """)
      guard let id = try store.queue(ticket, at: now + Int64(-3_600 * (24 - index))) else {
        continue
      }
      try store.write {
        let queue = TicketQueue(connection: store.writer)
        try queue.set(id, to: course)
        try queue.set(id, to: follow)
      }
    }
  }
}
