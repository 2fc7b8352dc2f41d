import Testing

@testable import Domain

@Suite("What a message says that a column should hold")
struct SignalementExpectationTests {
  @Test(
    "A value is proposed when the message names one, and one only",
    arguments: [
      (
        PatrimoineColumn.surface, "La surface affichée est 48 m2, mon bail indique 63 m2.", "48",
        "63"
      ),
      (.surface, "La surface affichée est 48 m2 alors que mon bail indique 63 m2.", nil, "63"),
      (.surface, "Il fait 63m2.", "48", "63"),
      (.surface, "Ma surface est fausse.", "48", nil),
      (.surface, "48 m2, 55 m2 ou 63 m2 ?", "48", nil),
      (.surface, "Mon 2 m2 de balcon", nil, nil),
      (.typologie, "Mon logement est un T3 et l'annonce affiche un T2.", "T2", "T3"),
      (.typologie, "C'est un F4.", "T3", "T4"), (.typologie, "Un T9 ?", nil, nil),
      (.floor, "L'étage est faux, j'habite au 6e avec ascenseur, pas au 1er.", nil, "6"),
      (.floor, "J'habite au rez-de-chaussée.", "3", "0"), (.floor, "Étage 4 ou 5", nil, nil),
      (.rent, "Le loyer est de 500 €", nil, nil),
    ] as [(PatrimoineColumn, String, String?, String?)])
  func values(
    _ column: PatrimoineColumn, _ message: String, _ current: String?, _ expected: String?
  ) {
    #expect(
      SignalementExpectation.value(of: column, in: message, current: current) == expected,
      "\(message)")
  }

  @Test("Numbers of the program's own: the day, and signs that nobody takes for others")
  func numbers() {
    let number = SignalementReception.number(on: Day(number: 20_536), drawn: [0, 1, 29, 30])
    #expect(number == "S-260324-23Z2")
    #expect(number.utf8.count <= SignalementReception.longestNumber)
  }
}

@Suite("Which canned reply goes with a route")
struct ReponseChoiceTests {
  private let offered = Reponses.empty.offered

  @Test("The one that says most of the signalement, of those whose fields are known")
  func choice() {
    var values: [Reponse.Field: String] = [
      .numero: "S-1", .locataire: "M. A", .facilitateur: "T.", .dateReception: "01/03/2026",
    ]
    func proposed(_ route: SignalementRoute, passesOn: Bool = false) -> String? {
      Reponse.proposed(for: route, among: offered, with: values, passesOn: passesOn)?.id
    }
    #expect(proposed(.reponse) == "mode-emploi")
    values[.dossier] = "D-2026-0101"
    values[.etatDossier] = "en instruction"
    #expect(proposed(.reponse) == "etat-dossier")
    #expect(proposed(.reponse, passesOn: true) == "reponse-actimage")
    #expect(proposed(.moderation) == "moderation" && proposed(.doublon) == nil)
  }

  @Test("The fields left in a text, in their order, those that are none left out")
  func left() {
    #expect(Reponse.fields(leftIn: "{annonce} puis {numero}, {annonce}") == [.annonce, .numero])
    #expect(Reponse.fields(leftIn: "{rien} { } }").isEmpty)
  }
}
