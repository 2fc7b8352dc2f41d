/// What one contact is to be told today, not yet issued.
public struct DigestDraft: Equatable, Sendable {
  /// Who is told.
  public let recipient: OperatorID
  /// Whose dossiers and files it is about.
  public let bailleur: OrganisationID
  /// Where it is sent.
  public let mailbox: Mailbox
  /// What it tells.
  public let mentions: [AlertMention]
  /// The words of the mail.
  public let text: AlertDigestText
}

/// The alerts of a day, by contact.
public struct DayAlerts: Equatable, Sendable {
  /// No alert.
  public init() {}

  /// What is to be sent.
  public var drafts: [DigestDraft] = []
  /// The alerts that nobody can be told: the contact is unknown or has no address.
  public var unaddressed: [UnaddressedAlert] = []
  /// The contacts told today already.
  public var issued: [OperatorID] = []
}

/// An alert without anybody to tell it to.
public struct UnaddressedAlert: Equatable, Sendable {
  /// The dossier's reference, nil for a patrimoine.
  public let reference: String?
  /// The bailleur.
  public let bailleur: OrganisationID
  /// The alert, nil for a patrimoine.
  public let alert: AlertCode?
  /// The contact of the dossier, nil when it has none.
  public let contact: OperatorID?
}

/// Gathers the alerts of a day by the person who is told.
public struct AlertGathering {
  private let day: Day
  private let words: AlertDigestText.Words
  private let directory: Directory
  private let addresses: [OperatorID: String]
  private var told: [OperatorID: [(mention: AlertMention, item: AlertDigestText.Item)]] = [:]
  private var unaddressed: [UnaddressedAlert] = []

  /// A gathering of that day.
  ///
  /// - Parameter addresses: the mail addresses that are known.
  public init(
    day: Day, reglement: Reglement, directory: Directory, addresses: [OperatorID: String]
  ) {
    self.day = day
    self.directory = directory
    self.addresses = addresses
    words = AlertDigestText.Words(reglement: reglement, names: directory)
  }

  /// Adds what is due of a dossier (`Dossier.alertsDue`).
  public mutating func add(_ dossier: Dossier, stream: StreamID) {
    for alert in dossier.alertsDue(on: day, under: words.reglement) {
      guard let volet = dossier[alert.volet] else { continue }
      let contact = volet.contacts[alert.contact]
      let people = recipients(contact, of: volet.bailleur, standingIn: [.administrateur])
      if people.isEmpty {
        unaddressed.append(
          UnaddressedAlert(
            reference: dossier.reference, bailleur: volet.bailleur, alert: alert.code,
            contact: contact))
      }
      let mention = AlertMention.dossier(
        stream: stream, reference: dossier.reference, alert: alert.code, volet: alert.volet,
        contact: alert.contact, isForAction: alert.isForAction)
      let item = AlertDigestText.Item(alert, of: dossier, on: day, words)
      for person in people { told[person, default: []].append((mention, item)) }
    }
  }

  /// Adds what is missing of a patrimoine that is late or refused, unless its bailleur was reminded
  /// less than seven days ago.
  public mutating func add(_ patrimoine: Patrimoine, of bailleur: OrganisationID) {
    guard let summary = patrimoine.summary, summary.status(on: day).isAlarming else { return }
    let repetition = words.reglement.value(of: .alertRepetition, on: day).value
    if let last = summary.remindedOn, day - last < repetition { return }
    let reminder = PatrimoineReminder.likeliest(for: patrimoine, on: day)
    let people = holders(of: [.referentInformatique], of: bailleur)
    let recipients = people.isEmpty ? holders(of: [.administrateur], of: bailleur) : people
    if recipients.isEmpty {
      unaddressed.append(
        UnaddressedAlert(reference: nil, bailleur: bailleur, alert: nil, contact: nil))
    }
    let item = AlertDigestText.Item(
      reminder, about: patrimoine, of: bailleur, on: day, names: directory)
    for person in recipients {
      told[person, default: []].append((.patrimoine(about: reminder), item))
    }
  }

  /// The alerts by person, in the order of the bailleurs and names.
  ///
  /// - Parameter issued: who was told today already.
  public func gathered(besides issued: Set<OperatorID>) -> DayAlerts {
    var alerts = DayAlerts()
    alerts.unaddressed = unaddressed
    alerts.issued = issued.sorted()
    for (person, found) in told.sorted(by: { $0.key < $1.key }) where !issued.contains(person) {
      guard let someone = directory.operators[person],
        let address = addresses[person].flatMap({ try? EmailAddress(parsing: $0) })
      else { continue }
      let kept = found.prefix(AlertDigest.most)
      alerts.drafts.append(
        DigestDraft(
          recipient: person, bailleur: someone.organisation,
          mailbox: Mailbox(someone.name, address), mentions: kept.map(\.mention),
          // One exchange inside a bailleur is told once, whatever its volets.
          text: AlertDigestText(
            to: someone.name, on: day,
            kept.map(\.item).reduce(into: []) { if !$0.contains($1) { $0.append($1) } })))
    }
    alerts.drafts.sort {
      (directory.name(of: $0.bailleur), $0.text.name, $0.recipient)
        < (directory.name(of: $1.bailleur), $1.text.name, $1.recipient)
    }
    return alerts
  }

  /// The person, or those of its bailleur who stand in for somebody without an address.
  private func recipients(
    _ person: OperatorID?, of bailleur: OrganisationID, standingIn roles: Set<Role>
  ) -> [OperatorID] {
    if let person, hasAddress(person), directory.operators[person] != nil { return [person] }
    return holders(of: roles, of: bailleur)
  }

  private func holders(of roles: Set<Role>, of bailleur: OrganisationID) -> [OperatorID] {
    directory.operators.values.filter {
      $0.organisation == bailleur && !$0.roles.isDisjoint(with: roles) && hasAddress($0.id)
    }.map(\.id).sorted()
  }

  private func hasAddress(_ person: OperatorID) -> Bool {
    addresses[person].flatMap { try? EmailAddress(parsing: $0) } != nil
  }
}
