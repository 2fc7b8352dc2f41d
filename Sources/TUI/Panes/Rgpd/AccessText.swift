import Domain

/// An access file as a text that can be handed over, once it has been read over.
struct AccessText {
  let file: AccessFile

  var lines: [String] {
    heading + household + homes + life + facts
  }

  private var heading: [String] {
    [
      "Droit d'accès (RGPD, article 15)",
      "Dossier \(file.reference), foyer qui quitte le logement du volet \(file.foyer)",
      "Établi le \(file.etabliLe.french)", "",
      "Ce qui est détenu de ce foyer dans ce dossier, et que l'auteur du fichier peut lire.",
      "À relire avant de le remettre : une note ou un message peut citer l'autre foyer, un agent",
      "ou un tiers, dont les données ne sont pas à communiquer.", "",
    ]
  }

  private var household: [String] {
    let nur = file.nur ?? file.nurAbsent.map { "(\($0))" } ?? ""
    let name = file.nom ?? (file.effacees == nil ? "(non saisi)" : "(effacé)")
    return ["Foyer", "  Nom : \(name)", "  NUR : \(nur)", ""]
  }

  private var homes: [String] {
    func line(_ label: String, _ home: AccessFile.Home) -> String {
      "  \(label) : \(home.typologie), \(home.commune), référence \(home.reference), "
        + home.bailleur
    }
    return ["Logements", line("Quitté", file.logementQuitte)]
      + (file.logementDemande.map { [line("Demandé", $0)] } ?? []) + [""]
  }

  private var life: [String] {
    var lines = ["Dossier"]
    if let day = file.creeLe { lines.append("  Créé le \(day.french)") }
    lines.append("  Étape : \(file.issue)")
    if let day = file.closLe { lines.append("  Clos le \(day.french)") }
    if let day = file.effacees {
      lines.append("  Données personnelles effacées le \(day.french)")
    } else if let day = file.aEffacerLe {
      lines.append("  Données personnelles à effacer à partir du \(day.french)")
    }
    return lines + ["  Destinataires : \(file.destinataires.joined(separator: ", "))", ""]
  }

  private var facts: [String] {
    var lines = ["Ce qui a été enregistré"]
    let margin = String(repeating: " ", count: 14)
    for fact in file.faits {
      lines.append("  \(fact.le.french)  \(fact.fait)")
      lines.append("\(margin)\(fact.par)")
      if let motive = fact.motif { lines.append("\(margin)motif : \(motive)") }
      for line in (fact.texte ?? "").split(separator: "\n") {
        lines.append("\(margin)« \(line) »")
      }
    }
    return lines
  }
}
