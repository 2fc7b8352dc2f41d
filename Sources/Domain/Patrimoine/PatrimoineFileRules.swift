/// The rules on the file as a whole, once its last line is read.
extension PatrimoineChecker {
  /// Says what only the whole file shows.
  public func finish() {
    reportLostZeros(.logement, logementLengths)
    reportLostZeros(.locataire, locataireLengths)
    if contacts.isUniform, lines >= Self.uniformLines {
      report(PatrimoineFinding(.sameContacts))
    }
    if lines == 0 {
      report(
        PatrimoineFinding(
          .unreadableFile, "Fichier vide : aucune ligne de logement.",
          remedy: "Vérifiez l'extraction : l'en-tête est là, pas les logements."))
    }
    if rejected * 100 > lines * context.errorShare {
      report(
        PatrimoineFinding(
          .tooManyErrors,
          "Plus de \(context.errorShare) % de lignes en erreur (\(rejected) sur \(lines)) : "
            + "import annulé, l'état précédent est conservé."))
    }
  }

  private func reportLostZeros(_ column: PatrimoineColumn, _ habit: LengthHabit) {
    guard let usual = habit.usual else { return }
    let place = header.place(of: column)
    for run in habit.runs where run.length < usual {
      for line in run.first...run.last {
        guard findings.tally(.lostZeros) || listener != nil else { continue }
        let finding = PatrimoineFinding(
          .lostZeros,
          "Zéros de tête probablement perdus (longueur \(run.length), habituellement \(usual)).",
          line: Int(line), place: place, value: line == run.first ? Self.digits(run) : nil)
        if findings.count(.lostZeros) <= findings.limit { findings.keep(finding) }
        listener?(finding)
      }
    }
  }

  private static func digits(_ run: LengthHabit.Run) -> String {
    let digits = String(run.value)
    return String(repeating: "0", count: max(0, Int(run.length) - digits.utf8.count)) + digits
  }

  /// The lines from which the same contacts everywhere are surprising (◇).
  private static let uniformLines = 20
}
