import Domain

extension Store {
  /// What the coordinator goes through once a week: who breaks the rules most, what is proposed,
  /// what waits, what falls due.
  ///
  /// - Throws: `Refusal` for who does not see every bailleur's compliance, `StorageError`.
  public func weeklyReview(as session: Session) throws -> SectionedReport {
    try session.actor.checkCompliance(of: nil)
    let today = session.today
    let period = CompliancePeriod(
      lastMonths: WeeklyReviewWriter.months, endingWith: CivilMonth(of: today))
    let due = try calendar(for: session).acts(
      .everyone, in: today...(today + WeeklyReviewWriter.daysAhead), limit: .max)
    return WeeklyReviewWriter(
      names: directory, today: today,
      table: try compliance(period, for: session),
      repeated: try repeatedBreaches(for: session),
      rappels: try rappels(for: session).filter(\.summary.stage.isOpen),
      alerts: try standingAlerts(on: today),
      patrimoines: try reader.snapshot {
        try PatrimoineView(connection: reader).statuses(on: today).filter(\.status.isAlarming)
      },
      due: due, conflicts: try conflictCount(), pending: try pendingCount(),
      signalements: try signalementCounts(for: session),
      annonces: try paneAlarms(for: session).annonces
    ).report
  }

  /// The alerts to act that stand on a day, those silenced among them.
  private func standingAlerts(on day: Day) throws -> [Alert] {
    try reader.snapshot {
      let streams = Streams(reader)
      return try alertingDossiers(on: day).flatMap { stream in
        try streams.load(stream, as: Dossier.self).alerts(under: reglement)
          .filter { $0.isForAction && $0.firstOn <= day }
      }
    }
  }
}

/// Writes the weekly review.
struct WeeklyReviewWriter {
  /// How many months of compliance are looked at.
  static let months = 3
  /// How far ahead is looked.
  static let daysAhead = 6
  private static let top = 5

  let names: Directory
  let today: Day
  let table: ComplianceTable
  let repeated: [RepeatedBreach]
  let rappels: [RappelRow]
  let alerts: [Alert]
  let patrimoines: [(bailleur: OrganisationID, status: PatrimoineStatus)]
  let due: [DueAct]
  let conflicts: Int
  let pending: Int
  let signalements: [SignalementQueue: Int]
  let annonces: Int

  private typealias Row = ReportSection.Row

  var report: SectionedReport {
    SectionedReport(
      title: "Revue de la semaine", subtitle: today.frenchWithWeekday,
      notes: ["Dix minutes : de haut en bas, ce qui demande une décision d'abord."],
      sections: [decisions, worst, proposals, followed, alarms, late, forecast])
  }

  private var decisions: ReportSection {
    let counts: [(String, Int, String)] = [
      ("Actes qui ne tiennent plus", conflicts, ":sync"),
      ("Actes pas encore envoyés", pending, ":sync"),
      ("Signalements à trier", signalements[.aTrier] ?? 0, "écran 3"),
      ("Réponses reçues sur des signalements", signalements[.reponses] ?? 0, "écran 3"),
      ("Annonces signalées, à vérifier", annonces, "écran 4"),
      ("Propositions de rappel à la charte", repeated.count, "écran 7"),
    ]
    return ReportSection(
      "a-decider", "À décider", unit: "Ce qui attend", head: "Quoi", columns: ["Nombre", "Où"],
      rows: counts.map {
        Row(label: $0.0, cells: [.count($0.1), .words($0.2)], isTotal: false)
      })
  }

  private var worst: ReportSection {
    let lines = table.lines.filter { $0.total.late > 0 }.sorted {
      ($1.total.late, names.name(of: $0.bailleur ?? "")) < (
        $0.total.late, names.name(of: $1.bailleur ?? "")
      )
    }.prefix(Self.top)
    return ReportSection(
      "conformite", "Les cinq bailleurs aux manquements les plus nombreux",
      unit: "Délais des dossiers, \(table.period.french)", head: "Bailleur",
      columns: ["Non tenus", "Sur", "Part", "Pour 100 dossiers", "Dossiers en retard"],
      rows: lines.map { line in
        Row(
          label: names.name(of: line.bailleur ?? ""),
          cells: [
            .count(line.total.late), .count(line.total.count),
            .tenths(line.total.permille, " %"), .tenths(line.breachesPerHundred),
            .count(line.lateDossiers),
          ], isTotal: false)
      }, note: lines.isEmpty ? "Aucun manquement." : "Écran 7 : chaque chiffre ouvre ses dossiers.")
  }

  private var proposals: ReportSection {
    ReportSection(
      "propositions", "Propositions de rappel", unit: "Manquements répétés (R-REP)",
      head: "Bailleur", columns: ["Manquements", "Dossiers", "Fichiers manqués"],
      rows: repeated.map { found in
        Row(
          label: names.name(of: found.bailleur),
          cells: [
            .count(found.breaches.count), .count(found.dossiers), .count(found.missedMonths.count),
          ], isTotal: false)
      }, note: repeated.isEmpty ? "Aucune proposition." : nil)
  }

  private var followed: ReportSection {
    ReportSection(
      "rappels", "Rappels en cours", unit: "Rappels à la charte", head: "Bailleur",
      columns: ["Étape", "Dernière lettre", "Suivi"],
      rows: rappels.map { rappel in
        Row(
          label: names.name(of: rappel.summary.bailleur),
          cells: [
            .words(rappel.summary.stage.label), .words(rappel.summary.letters.last?.french ?? "–"),
            .words(rappel.followUp?.french(on: today) ?? "–"),
          ], isTotal: false)
      }, note: rappels.isEmpty ? "Aucun rappel en cours." : nil)
  }

  private var alarms: ReportSection {
    ReportSection(
      "alertes", "Alertes en cours", unit: "Alertes à qui doit agir", head: "Alerte",
      columns: ["Ouvertes", "En sommeil"],
      rows: AlertCode.allCases.map { code in
        let own = alerts.filter { $0.code == code }
        let asleep = own.count { $0.silencedUntil.map { $0 >= today } ?? false }
        return Row(
          label: code.rawValue, cells: [.count(own.count - asleep), .count(asleep)],
          isTotal: false)
      })
  }

  private var late: ReportSection {
    let sorted = patrimoines.sorted {
      names.name(of: $0.bailleur).folded < names.name(of: $1.bailleur).folded
    }
    return ReportSection(
      "patrimoines", "Patrimoines en retard ou en erreur", unit: "Fichier du mois",
      head: "Bailleur", columns: ["État"],
      rows: sorted.map {
        Row(
          label: names.name(of: $0.bailleur), cells: [.words($0.status.label)], isTotal: false)
      }, note: sorted.isEmpty ? "Aucun." : "Écran 5 : relancer, voir les erreurs.")
  }

  private var forecast: ReportSection {
    let byBailleur = Dictionary(grouping: due, by: \.bailleur).sorted {
      ($1.value.count, names.name(of: $0.key)) < ($0.value.count, names.name(of: $1.key))
    }
    let last = today + Self.daysAhead
    return ReportSection(
      "previsions", "Échéances d'ici le \(last.french)", unit: "Actes que le règlement date",
      head: "Bailleur", columns: ["Actes", "Le premier, le"],
      rows: byBailleur.map { bailleur, acts in
        Row(
          label: names.name(of: bailleur),
          cells: [
            .count(acts.count), .words(acts.map(\.due).min()?.french ?? ""),
          ], isTotal: false)
      } + [Row(label: "ensemble", cells: [.count(due.count), .words("")], isTotal: true)],
      note: "P les montre par contact.")
  }
}
