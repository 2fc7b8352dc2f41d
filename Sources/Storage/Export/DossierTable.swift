import Domain

/// The columns of the CSV of dossiers, in their order (`docs/export.md`).
enum DossierTable {
  typealias Column = (name: String, value: @Sendable (ExportedDossier) -> String?)

  static let columns: [Column] =
    opening + VoletName.allCases.enumerated().flatMap { volet($0.offset, $0.element) } + ending

  /// The line of the names.
  static var header: String { CSVWriting.line(columns.map(\.name)) }

  /// The line of a dossier.
  static func line(_ dossier: ExportedDossier) -> String {
    CSVWriting.line(columns.map { $0.value(dossier) ?? "" })
  }

  private static let opening: [Column] = [
    ("reference", { $0.reference }),
    ("statut", { $0.statut }),
    ("etape", { $0.etape }),
    ("phrase", { $0.phrase }),
    ("cree_le", { $0.creeLe.french }),
    ("clos_le", { $0.closLe?.french }),
    ("clos_motif", { $0.closMotif }),
  ]

  private static func volet(_ index: Int, _ name: VoletName) -> [Column] {
    func column(
      _ title: String, _ value: @escaping @Sendable (ExportedVolet) -> String?
    ) -> Column {
      (
        "\(title)_\(name.rawValue.lowercased())",
        { $0.volets.indices.contains(index) ? value($0.volets[index]) : nil }
      )
    }
    return [
      column("siret") { $0.siret },
      column("bailleur") { $0.bailleur },
      column("logement") { $0.logement },
      column("typologie") { $0.typologie },
      column("commune") { $0.commune },
      column("insee") { $0.insee },
      column("locataire") { $0.locataire },
      column("contact1") { $0.contact1 },
      column("contact2") { $0.contact2 },
      column("etape") { $0.etape },
      column("nur") { $0.nur },
      column("nur_le") { $0.nurLe?.french },
      column("pre_instruction_le") { $0.preInstructionLe?.french },
      column("instruction_le") { $0.instructionLe?.french },
      column("caleol_le") { $0.caleolLe?.french },
      column("decision") { $0.decision },
      column("decision_le") { $0.decisionLe?.french },
      column("effective_le") { $0.effectiveLe?.french },
      column("bail_signe_le") { $0.bailSigneLe?.french },
      column("etats_des_lieux_le") { volet in
        Set(volet.etatsDesLieux.values).sorted().map(\.french).joined(separator: ", ")
      },
      column("clos_le") { $0.closLe?.french },
    ]
  }

  private static let ending: [Column] = [
    ("demenagement_le", { $0.demenagement?.date.french }),
    ("demenagement_convenu_le", { $0.demenagement?.convenuLe?.french }),
    ("ecart_caleol_jours", { $0.ecartCaleolJours.map(String.init) }),
    ("echeance", { $0.doiventAgir.compactMap(\.echeance).min()?.french }),
    ("retard_jours", { dossier in dossier.retardJours.map(String.init) }),
    (
      "doivent_agir",
      { dossier in
        dossier.doiventAgir.map { duty in
          "\(duty.bailleur) (\(duty.contact)\(duty.agent.map { " : \($0)" } ?? "")) : \(duty.acte)"
        }.joined(separator: " / ")
      }
    ),
    (
      "alertes",
      { dossier in
        dossier.alertes.map { "\($0.alerte) \($0.contact) volet \($0.volet)" }
          .joined(separator: " / ")
      }
    ),
    (
      "manquements",
      { dossier in
        dossier.manquements.map { "\($0.regle) \($0.bailleur) : \($0.mesure) (\($0.valeur))" }
          .joined(separator: " / ")
      }
    ),
  ]
}

extension ExportedDossier {
  /// The days by which the running clocks of the scheme are late, the longest; nil when none is.
  var retardJours: Int? {
    horloges.filter { !$0.indicative && $0.arret == nil && $0.retardJours > 0 }
      .map(\.retardJours).max()
  }
}
