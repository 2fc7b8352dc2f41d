import Domain

/// Where the people of an organisation get mails, by what they are there.
struct StaffMailboxes {
  let directory: Directory
  let emails: [OperatorID: String]

  /// The mailboxes of those who hold one of the roles, else of those who hold another.
  func of(
    _ organisation: OrganisationID, _ roles: Set<Role>, or others: Set<Role>
  ) -> [Mailbox] {
    let people = directory.operators.values.filter { $0.organisation == organisation }
      .sorted { $0.id < $1.id }
    func boxes(_ roles: Set<Role>) -> [Mailbox] {
      people.filter { !$0.roles.isDisjoint(with: roles) }.compactMap { person in
        emails[person.id].flatMap { try? EmailAddress(parsing: $0) }
          .map { Mailbox(person.name, $0) }
      }
    }
    let first = boxes(roles)
    return first.isEmpty ? boxes(others) : first
  }
}
