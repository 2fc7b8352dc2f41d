import Domain

/// The mails about patrimoines: the report of each import (scheme, line 203), and reminders (line
/// 184).
struct PatrimoineMail {
  let directory: Directory
  let emails: [OperatorID: String]

  /// The most codes that the body tells; the report has all.
  private static let codesTold = 10
  /// The largest report attached, in bytes: beyond, mail servers refuse.
  private static let largestReport = 10 << 20

  /// The report of an attempt, for those who keep the bailleur's file; nil when nobody who does has
  /// an address.
  ///
  /// - Parameters:
  ///   - report: the path of the complete report, from the store's folder.
  ///   - size: its length in bytes.
  func report(
    _ made: PatrimoineImport, as id: CommandID, of bailleur: OrganisationID, report: String,
    size: Int
  ) -> OutgoingMail? {
    let recipients = mailboxes(of: bailleur, [.referentInformatique], or: [.administrateur])
    guard !recipients.isEmpty else { return nil }
    let isAttached = size <= Self.largestReport
    return OutgoingMail(
      key: "rapport/\(id)", to: recipients,
      subject: "Fichier patrimoine \(made.report.file) : \(made.verdict.french)",
      body: body(made, of: bailleur, isAttached: isAttached),
      attachments: isAttached
        ? [MailAttachment(name: "rapport.csv", mediaType: "text/csv", content: .file(report))]
        : [])
  }

  /// A reminder, for those who keep the bailleur's file and its pilote.
  func reminder(_ text: String, as id: CommandID, to bailleur: OrganisationID) -> OutgoingMail? {
    let recipients = mailboxes(
      of: bailleur, [.referentInformatique, .pilote], or: [.administrateur])
    guard !recipients.isEmpty else { return nil }
    return OutgoingMail(
      key: "relance/\(id)", to: recipients,
      subject: "Échanger Habiter : fichier patrimoine de \(directory.name(of: bailleur))",
      body: text)
  }

  private func body(
    _ made: PatrimoineImport, of bailleur: OrganisationID, isAttached: Bool
  ) -> String {
    let findings = made.report.findings
    var lines = [
      "Bonjour,", "", "Le fichier patrimoine de \(directory.name(of: bailleur)) a été contrôlé.",
      "",
      made.report.verdict, consequence(of: made),
    ]
    let counted = findings.counted
    if !counted.isEmpty { lines += ["", "À corriger ou à vérifier, le plus grave d'abord :"] }
    for count in counted.prefix(Self.codesTold) {
      guard let code = count.known else { continue }
      let text = count.count == 1 ? findings.first(code).first?.text : nil
      lines.append("- \(code.label) (\(count.count) fois) : \(text ?? code.definition.form)")
      if count.tenants > 0 {
        lines.append("  Locataires qui ne peuvent pas s'inscrire : \(count.tenants).")
      }
      lines.append("  \(code.definition.remedy)")
    }
    if counted.count > Self.codesTold {
      lines.append("- et \(counted.count - Self.codesTold) autres codes, dans le rapport.")
    }
    lines += [
      "",
      isAttached
        ? "Le rapport complet, ligne par ligne, est joint (CSV, point-virgule, UTF-8)."
        : "Le rapport complet est trop long pour un courriel : demandez-le à Aatiko.",
      "", "Échanger Habiter",
    ]
    return lines.joined(separator: "\n")
  }

  private func consequence(of made: PatrimoineImport) -> String {
    switch made.verdict {
    case .accepted: "Il est en service : rien n'est à faire."
    case .acceptedWithRejects:
      "Il est en service, sans les lignes rejetées : leurs locataires ne peuvent pas s'inscrire."
    case .held: "Il attend une confirmation ; le patrimoine précédent reste en service."
    case .refused: "Rien n'a changé : le patrimoine précédent reste en service."
    }
  }

  private func mailboxes(
    of bailleur: OrganisationID, _ roles: Set<Role>, or others: Set<Role>
  ) -> [Mailbox] {
    StaffMailboxes(directory: directory, emails: emails).of(bailleur, roles, or: others)
  }
}
