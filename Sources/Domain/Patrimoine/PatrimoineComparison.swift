/// What a file is beside the one accepted before it.
public struct PatrimoineComparison: Equatable, Sendable {
  /// The logements of the file before.
  public var before: Int
  /// Those of this one.
  public var now: Int
  /// Those of the file before that this one does not have.
  public var gone: Int

  /// A comparison by its counts.
  public init(before: Int, now: Int, gone: Int) {
    self.before = before
    self.now = now
    self.gone = gone
  }

  /// What the counts say.
  ///
  /// - Parameter goneShare: the share of logements gone, in percent, beyond which the import
  ///   waits for a confirmation.
  public func findings(goneShare: Int) -> [PatrimoineFinding] {
    guard before > 0 else { return [] }
    var findings: [PatrimoineFinding] = []
    if gone * 100 > before * goneShare {
      let share = Self.percent(gone, of: before)
      findings.append(
        PatrimoineFinding(
          .tooManyGone,
          "\(share) % des logements disparaissent par rapport au mois précédent "
            + "(\(gone) sur \(before)).",
          expected: "\(goneShare) % au plus, sauf confirmation"))
    }
    if (now - before) * 100 >= before * Self.growth {
      findings.append(
        PatrimoineFinding(
          .suddenGrowth,
          "Nombre de logements : +\(Self.percent(now - before, of: before)) % par rapport au "
            + "mois précédent (\(before), puis \(now))."))
    }
    return findings
  }

  /// « 12,4 »: the share in percent, a decimal unless it is zero.
  private static func percent(_ part: Int, of whole: Int) -> String {
    let tenths = (part * 1000 + whole / 2) / whole
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10),\(tenths % 10)"
  }

  /// The growth, in percent, from which it is worth a look.
  private static let growth = 25
}

extension PatrimoineFinding {
  /// The file is word for word the one imported that day.
  public static func identical(to day: Day) -> PatrimoineFinding {
    PatrimoineFinding(
      .identicalFile, "Fichier identique au précédent import du \(day.frenchShort).")
  }

  /// The file's day comes before that of the last file imported; nil when it does not.
  public static func older(_ file: Day, than last: Day) -> PatrimoineFinding? {
    guard file < last else { return nil }
    return PatrimoineFinding(
      .olderFile, "Fichier plus ancien que le dernier importé (du \(last.french)).",
      value: file.french)
  }

  /// A logement is gone while a dossier of it is open.
  public static func gone(_ logement: String, dossier: String) -> PatrimoineFinding {
    PatrimoineFinding(
      .goneWithDossier, "Logement retiré avec un dossier d'échange ouvert (n° \(dossier)).",
      value: logement)
  }

  /// A logement is gone while its annonce is published.
  public static func goneWithAnnonce(_ logement: String) -> PatrimoineFinding {
    PatrimoineFinding(.goneWithAnnonce, value: logement)
  }

  /// A logement has another typologie than before; nil when it has not.
  public static func typologie(
    of logement: String, _ before: Typologie, to now: Typologie
  ) -> PatrimoineFinding? {
    guard before != now else { return nil }
    return PatrimoineFinding(
      .typologieChanged,
      "Changement de typologie (\(before.rawValue) → \(now.rawValue)) pour un logement existant.",
      value: logement)
  }

  /// A logement has a new tenant, as an exchange done foretold.
  public static func newTenant(of logement: String, dossier: String) -> PatrimoineFinding {
    PatrimoineFinding(
      .newTenant,
      "Nouveau locataire pour la référence \(logement) (échange n° \(dossier) réalisé).",
      value: logement)
  }

  /// Another contact 1 takes over open dossiers; nil when there are none.
  public static func contact1(changedOn dossiers: Int, to email: String) -> PatrimoineFinding? {
    guard dossiers > 0 else { return nil }
    return PatrimoineFinding(
      .contact1Changed,
      dossiers > 1
        ? "Contact 1 modifié : \(dossiers) dossiers ouverts changent de destinataire."
        : "Contact 1 modifié : 1 dossier ouvert change de destinataire.",
      value: email)
  }
}
