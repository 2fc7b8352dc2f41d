/// The mail that tells a contact the alerts of a day: what stands still, since when, by which line
/// of the scheme, and where to act.
public struct AlertDigestText: Equatable, Sendable {
  /// One alert with the words of its dossier.
  public struct Item: Equatable, Sendable {
    /// The dossier's reference, empty for a patrimoine.
    public let reference: String
    /// What happens there: the first line of the dossier, or what is missing of the file.
    public let headline: String
    /// The fact behind the alert, with its line of the scheme.
    public let fact: String
    /// Whether the person must act, or is informed.
    public let isForAction: Bool
    /// The first day on which the alert was due.
    public let since: Day

    /// The alert of a dossier.
    public init(_ alert: Alert, of dossier: Dossier, on day: Day, _ words: Words) {
      reference = dossier.reference
      headline = dossier.headline(on: day, under: words.reglement, names: words.names)
      fact = alert.fact(on: day)
      isForAction = alert.isForAction
      since = alert.firstOn
    }

    /// What a bailleur's patrimoine file is alerted for.
    public init(
      _ reminder: PatrimoineReminder, about patrimoine: Patrimoine, of bailleur: OrganisationID,
      on day: Day, names: Directory
    ) {
      reference = ""
      let subject = reminder.subject(about: patrimoine, of: bailleur, on: day, names: names)
      headline = "Au sujet du \(subject)"
      fact = "Règle R-PAT : un fichier accepté par mois civil (schéma, ligne 194)."
      isForAction = true
      since = day
    }
  }

  /// What headlines are told with.
  public struct Words {
    /// The rules.
    let reglement: Reglement
    /// The names.
    let names: Directory

    /// The rules and names of a desk.
    public init(reglement: Reglement, names: Directory) {
      self.reglement = reglement
      self.names = names
    }
  }

  /// Who is written to.
  public let name: String
  /// The day.
  public let day: Day
  /// What is told: what asks for an act first, the oldest first.
  public let items: [Item]

  /// The mail of a day.
  public init(to name: String, on day: Day, _ items: [Item]) {
    self.name = name
    self.day = day
    self.items = items.sorted {
      ($0.isForAction ? 0 : 1, $0.since, $0.reference, $0.fact)
        < ($1.isForAction ? 0 : 1, $1.since, $1.reference, $1.fact)
    }
  }

  /// « Échanger Habiter : 3 alertes au 28/11/2026 ».
  public var subject: String {
    "Échanger Habiter : \(items.count.french("alerte")) au \(day.french)"
  }

  /// The mail, plain text.
  public var body: String {
    let (toDo, toKnow) = (items.filter(\.isForAction), items.filter { !$0.isForAction })
    var lines = ["Bonjour \(name),"]
    if !toDo.isEmpty {
      lines += [
        "", toDo.count == 1 ? "Un acte est attendu de vous." : "Des actes sont attendus de vous.",
      ]
      lines += told(toDo)
    }
    if !toKnow.isEmpty {
      lines += ["", "Pour information, l'acte attendu étant celui de l'autre bailleur :"]
      lines += told(toKnow)
    }
    lines += [
      "",
      "Ce message revient tous les sept jours tant que sa cause dure, et cesse avec l'acte. Une "
        + "alerte se suspend dans habiter, avec son motif.",
      "", "Échanger Habiter",
    ]
    return lines.joined(separator: "\n")
  }

  private func told(_ items: [Item]) -> [String] {
    items.flatMap { item in
      [
        "", item.reference.isEmpty ? item.headline : "\(item.reference)  \(item.headline)",
        item.fact,
      ]
    }
  }
}

extension Alert {
  /// The fact behind the alert, its delay and its line of the scheme, in one sentence.
  public func fact(on day: Day) -> String {
    let line = judgedBy.rule.schemeLine.map { "schéma, ligne \($0)" } ?? "interprétation"
    let days = (day - startedBy.day).french("jour")
    let since = startedBy.day.french
    return switch code {
    case .al1:
      "Alerte AL-1 : NUR saisis le \(since), il y a \(days) (au-delà de \(judgedBy.french)\u{a0}; "
        + "\(line))."
    case .al2:
      "Alerte AL-2 : attribué par les deux CAL depuis le \(since), il y a \(days), sans date de "
        + "déménagement (au-delà de \(judgedBy.french)\u{a0}; \(line))."
    case .al3:
      "Alerte AL-3 : déménagement prévu le \(since), il y a \(days), et dossier non clos (\(line))."
    }
  }
}
