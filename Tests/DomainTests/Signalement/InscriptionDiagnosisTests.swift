import Testing

@testable import Domain

@Suite("Why somebody cannot register (domaine.md §3.2)")
struct InscriptionDiagnosisTests {
  private static let today = Day(number: 20_543)

  private static func messages(
    _ change: (inout InscriptionFacts) -> Void
  ) -> [String] {
    diagnosis(change).causes.map(\.message)
  }

  private static func diagnosis(
    _ change: (inout InscriptionFacts) -> Void
  ) -> InscriptionDiagnosis {
    var facts = InscriptionFacts(tenant: "T100", logement: "L-1")
    facts.hasStock = true
    facts.status = .upToDate
    facts.acceptedOn = today - 3
    let line: LogementValues = [
      .logement: "L-1", .locataire: "T100", .eligible: "O", .occupation: "LOUE",
    ]
    facts.line = line
    facts.tenantLines = [line]
    change(&facts)
    return InscriptionDiagnosis(facts, on: today)
  }

  @Test("Each cause is told, with the motive by which it is explained")
  func causes() {
    #expect(
      Self.messages { _ in }
        == ["Rien ne s'oppose à l'inscription d'après le fichier patrimoine."])
    let unknown = Self.diagnosis {
      $0.line = nil
      $0.nearLogements = ["L-11", "L-2"]
    }
    #expect(
      unknown.causes.first?.message
        == "Référence de logement inconnue : « L-1 » ; les plus proches : L-11, L-2.")
    #expect(unknown.causes.first?.motive == .referenceInconnue)
    #expect(
      Self.messages { $0.tenantLines = [] } == ["Référence de locataire inconnue : « T100 »."])
    #expect(
      Self.messages {
        $0.line?[.eligible] = "N"
        $0.line?[.motive] = "TROUBLES"
      } == ["Logement exclu de l'échange : \(PatrimoineMotive.trouble.meaning)."])
    #expect(
      Self.diagnosis {
        $0.line?[.eligible] = "N"
        $0.line?[.motive] = "TROUBLES"
      }.causes.map(\.motive) == [.procedure])
    #expect(
      Self.diagnosis { $0.line?[.occupation] = "VACANT" }.causes.map(\.motive) == [.bailTermine])
    #expect(Self.diagnosis { $0.annonce = "A-1" }.causes.map(\.motive) == [.dejaInscrit])
    #expect(
      Self.messages { $0.tenantLines.append([.logement: "L-2", .locataire: "T100"]) }
        == ["Référence de locataire en double : L-1, L-2."])
    #expect(
      Self.messages { $0.tenantLines = [[.logement: "L-2", .locataire: "T100"]] }
        == ["Ce locataire est au logement L-2, non à celui qui est indiqué."])
    #expect(
      Self.messages { $0.logement = "L1" }
        == ["La référence de logement s'écrit « L-1 » dans le fichier, non « L1 »."])
    #expect(
      Self.messages {
        $0.status = .late
        $0.acceptedOn = Self.today - 60
      } == [
        "Fichier patrimoine en retard : le dernier accepté date du "
          + "\((Self.today - 60).french) (60 jours)."
      ])
  }

  @Test("Without a stock it says where it is, or that there is none")
  func noStock() {
    #expect(Self.messages { $0.hasStock = false }[0].contains("n'est pas sur ce poste"))
    #expect(
      Self.messages {
        $0.hasStock = false
        $0.acceptedOn = nil
      }[0].contains("aucun fichier"))
  }

  @Test("Several causes are told together, the references first")
  func several() {
    let messages = Self.messages {
      $0.tenantLines = []
      $0.line?[.eligible] = "N"
      $0.status = .late
    }
    #expect(messages.count == 3)
    #expect(messages[0].hasPrefix("Référence de locataire inconnue"))
  }
}
