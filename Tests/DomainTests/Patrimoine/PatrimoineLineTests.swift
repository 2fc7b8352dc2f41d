import Testing

@testable import Domain

/// What one line of the patrimoine file may and may not say.
@Suite struct PatrimoineLineTests {
  typealias Case = (changes: [PatrimoineColumn: String], codes: [String])

  @Test(
    arguments: [
      ([:], []),
      ([.siret: "99900001100019"], ["L01"]), ([.siret: "9990000110001"], ["L01"]),
      ([.siret: "00000000000000"], ["L01"]), ([.siret: "9,99E+13"], ["L01"]),
      ([.siret: "99900002900010"], ["L02"]), ([.siret: ""], ["L39"]),
      ([.siret: " 999 000 011 00018 "], []),
      ([.logement: ""], ["L03"]), ([.logement: "1,23E+10"], ["L05"]),
      ([.logement: "1.2E+5"], ["L05"]), ([.logement: "1E10"], []), ([.logement: "L É 1"], ["L39"]),
      ([.logement: "A.1-2/3_4 b"], []),
      ([.logement: String(repeating: "1", count: 31)], ["L39"]),
      ([.locataire: ""], ["L07"]), ([.locataire: "7,8E+8"], ["L05"]),
      ([.locataire: "a;b"], ["L39"]),
      ([.occupation: "VACANT", .rent: "", .leaseDate: "", .leaseType: ""], ["L09"]),
      ([.occupation: "VACANT", .locataire: "", .rent: "", .leaseDate: "", .leaseType: ""], []),
      ([.rpls: "123456789"], ["L10"]), ([.rpls: "12345-6789"], ["L10"]), ([.rpls: ""], []),
      ([.occupation: "LOUÉ"], ["L12"]), ([.occupation: "loue"], []),
      ([.occupation: "1"], ["L12"]), ([.occupation: ""], ["L39"]),
    ] as [Case])
  func `Organisme, references and occupation`(changes: [PatrimoineColumn: String], codes: [String])
  {
    #expect(PatrimoineDesk.codes(changes) == codes)
  }

  @Test(
    arguments: [
      ([.leaseDate: ""], ["L39"]), ([.leaseDate: "31/02/2020"], ["L13"]),
      ([.leaseDate: "2020-02-30"], ["L13"]), ([.leaseDate: "43831"], ["L13"]),
      ([.leaseDate: "1944-12-31", .year: ""], ["L13"]),
      ([.leaseDate: "1945-01-01", .year: ""], []),
      ([.leaseDate: "2026-03-03"], ["L14"]), ([.leaseDate: "2026-03-02"], []),
      ([.leaseDate: "1973-12-31"], ["L15"]), ([.leaseDate: "01/07/2019"], ["L45"]),
      ([.leaseType: ""], ["L39"]), ([.leaseType: "SOCIALE"], ["L39"]),
      ([.updated: "2026-03-03"], ["L39"]), ([.updated: "hier"], ["L39"]),
      ([.updated: "27/02/2026"], ["L45"]), ([.updated: ""], []),
      ([.eligible: "X"], ["L16"]), ([.eligible: "OUI"], ["L16"]), ([.eligible: ""], ["L39"]),
      ([.eligible: "N"], ["L17"]), ([.eligible: "n", .motive: "vente"], []),
      ([.eligible: "N", .motive: "VENDRE"], ["L39"]),
      ([.leaseType: "LOI1948"], ["L18"]), ([.leaseType: "COLOCATION"], ["L18"]),
      ([.leaseType: "LOI1948", .eligible: "N", .motive: "L48"], []),
      ([.leaseType: "INTERMEDIAIRE"], []), ([.motive: "VENTE"], ["L19"]),
    ] as [Case])
  func `Lease and eligibility`(changes: [PatrimoineColumn: String], codes: [String]) {
    #expect(PatrimoineDesk.codes(changes) == codes)
  }

  @Test(
    arguments: [
      ([.insee: "93099"], ["L20"]), ([.insee: "75121"], ["L20"]), ([.insee: "75000"], ["L20"]),
      ([.insee: "9304"], ["L20"]), ([.insee: "93O48"], ["L20"]), ([.insee: "77999"], ["L20"]),
      ([.insee: ""], ["L39"]), ([.insee: "69381"], ["L21"]), ([.insee: "2A004"], ["L21"]),
      ([.insee: "75056", .postcode: "75013"], ["L22"]), ([.insee: "75056"], ["L22", "L23"]),
      ([.postcode: "94100"], ["L23"]), ([.postcode: "69001"], ["L39"]),
      ([.postcode: "9310"], ["L39"]), ([.postcode: "9310O"], ["L39"]), ([.postcode: ""], ["L39"]),
      ([.commune: "Bobigny"], ["L24"]), ([.commune: "MONTREUIL"], []), ([.commune: ""], ["L39"]),
      ([.insee: "93066", .commune: "ST DENIS"], []),
      ([.insee: "93066", .commune: "Saint–Denis"], []),
      ([.insee: "93031", .commune: "E\u{301}pinay sur Seine"], []),
      ([.insee: "75113", .postcode: "75013", .commune: "PARIS"], []),
      ([.insee: "75113", .postcode: "75013", .commune: "Paris 13e Arrondissement"], []),
      ([.insee: "75113", .postcode: "75013", .commune: "Paris 12"], ["L24"]),
      ([.insee: "77123", .postcode: "77120", .commune: "Ailleurs"], []),
      ([.streetNumber: "12345"], ["L39"]), ([.streetNumber: "12B"], ["L39"]),
      ([.streetNumber: "999"], []), ([.streetNumber: "9999"], ["L38"]),
      ([.repetition: "BIS"], ["L39"]), ([.repetition: "b"], []), ([.street: ""], ["L39"]),
      ([.street: String(repeating: "é", count: 60)], []),
      ([.street: String(repeating: "é", count: 61)], ["L39"]),
      ([.floor: "RDC"], []), ([.floor: "-3"], []), ([.floor: "-4"], ["L39"]), ([.floor: "60"], []),
      ([.floor: "61"], ["L39"]), ([.floor: "1er"], ["L39"]), ([.floor: "-"], ["L39"]),
    ] as [Case])
  func `The address`(changes: [PatrimoineColumn: String], codes: [String]) {
    #expect(PatrimoineDesk.codes(changes) == codes)
  }

  @Test(
    arguments: [
      ([.construction: "M"], ["L39"]), ([.construction: "i"], []),
      ([.rooms: "0"], ["L27"]), ([.rooms: "10"], ["L27"]), ([.rooms: "3,5"], ["L27"]),
      ([.rooms: ""], ["L39"]), ([.rooms: "5"], ["L28"]), ([.typologie: "T4"], ["L28"]),
      ([.typologie: "T33"], ["L39"]), ([.typologie: "t3"], []), ([.typologie: ""], ["L39"]),
      ([.typologie: "T6", .rooms: "6"], ["L39"]),
      ([.typologie: "T6+", .rooms: "7", .surface: "130"], []),
      ([.typologie: "T1BIS", .rooms: "1", .surface: "30", .rent: "300"], []),
      ([.surface: "4,5"], ["L25"]), ([.surface: "401"], ["L25"]), ([.surface: "400,01"], ["L25"]),
      ([.surface: "grand"], ["L25"]), ([.surface: "61,401"], ["L25"]), ([.surface: "61.4"], []),
      ([.surface: ""], ["L39"]), ([.surface: "999"], ["L38", "L39"]),
      ([.typologie: "T4", .rooms: "4", .surface: "32"], ["L26"]), ([.surface: "40"], []),
      ([.year: "1799"], ["L39"]), ([.year: "2027"], ["L39"]), ([.year: "74"], ["L39"]),
      ([.year: "9999"], ["L38"]),
      ([.financing: "PLAIX"], ["L29"]), ([.financing: ""], ["L39"]), ([.ceiling: "PLX"], ["L39"]),
      ([.financing: "PLAI", .ceiling: "PLI"], ["L30"]),
      ([.financing: "PLR", .ceiling: "PLAI"], []),
      ([.subsidised: "OUI"], ["L36"]), ([.lift: "1"], ["L36"]), ([.priorityArea: "X"], ["L36"]),
      ([.energy: "H"], ["L37"]), ([.emissions: "AB"], ["L37"]), ([.energy: "g"], []),
      ([.heating: "FIOUL"], ["L39"]), ([.heating: "NC"], ["L38"]), ([.heating: "nr"], ["L38"]),
    ] as [Case])
  func `The logement`(changes: [PatrimoineColumn: String], codes: [String]) {
    #expect(PatrimoineDesk.codes(changes) == codes)
  }

  @Test(
    arguments: [
      ([.rent: ""], ["L39"]), ([.rent: "gratuit"], ["L31"]), ([.rent: "0"], ["L31"]),
      ([.rent: "-5"], ["L31"]), ([.rent: "5000,01", .surface: "400"], ["L26", "L31"]),
      ([.rent: "412 €"], ["L31"]), ([.rent: "1.234"], ["L31"]),
      ([.rent: "1.034,56", .newRent: ""], []), ([.rent: "1 034,56", .newRent: ""], []),
      ([.rent: "1,034.56", .newRent: ""], []), ([.rent: "129,00", .newRent: ""], ["L32"]),
      ([.rent: "1600", .newRent: ""], ["L32"]), ([.newRent: "206"], ["L32"]),
      ([.newRent: "1238"], ["L32"]), ([.newRent: "206,18"], []),
      ([.rent: "412", .newRent: "206"], []), ([.rent: "412", .newRent: "1236"], []),
      ([.charges: "2001"], ["L31"]),
      ([.charges: "0"], []), ([.rent: "9999"], ["L38", "L39"]),
      ([.contingent: "8"], ["L33"]), ([.contingent: "0"], ["L33"]), ([.contingent: ""], ["L39"]),
      ([.reservataire: ""], ["L39"]), ([.contingent: "7", .reservataire: ""], []),
      ([.reservataire: "Mairie"], ["L34"]), ([.reservataire: "VILLE DE MONTREUIL"], []),
      ([.reservataire: "Prefecture de region"], ["L35"]),
    ] as [Case])
  func `Rents and reservations`(changes: [PatrimoineColumn: String], codes: [String]) {
    #expect(PatrimoineDesk.codes(changes) == codes)
  }

  @Test(
    arguments: [
      ([.contact1Name: "", .contact1Email: ""], ["L40"]), ([.contact1Name: ""], ["L40"]),
      ([.contact1Email: ""], ["L40"]), ([.contact2Name: ""], ["L41"]),
      ([.contact2Email: "NC"], ["L38", "L41"]),
      ([.contact1Email: "c.martin"], ["L42"]), ([.contact2Email: "a@b@c.example"], ["L42"]),
      ([.contact1Email: "x@bailleur-a.example"], ["L43"]),
      ([.contact1Email: "C.Martin@Bailleur-A.example"], []),
      ([.contact1Email: "c.martin@ailleurs.example"], ["L43", "L44"]),
      ([.contact1Phone: "01 40 99 00 10"], ["L45"]),
      ([.contact1Phone: "+33 1 40 99 00 10"], ["L45"]),
      ([.contact2Phone: "poste 12"], ["L45"]), ([.contact2Phone: ""], []),
      ([.contact1Name: "=1+1"], ["L46"]), ([.complement: "@SUM(A1)"], ["L46"]),
      ([.door: "-2+3+cmd"], ["L46"]), ([.door: "-1"], []), ([.staircase: "-"], []),
    ] as [Case])
  func `Contacts and texts`(changes: [PatrimoineColumn: String], codes: [String]) {
    #expect(PatrimoineDesk.codes(changes) == codes)
  }

  @Test func `A message says where, what, why and what to do`() {
    #expect(
      PatrimoineDesk.finding(.surfaceOutOfBounds, [.surface: "4,5"])
        == "Ligne 2, colonne Y (25) « surface_habitable » : Surface hors bornes (9 à 400 m²). "
        + "[PAT-L25] — valeur lue : « 4,5 » — attendu : de 9 à 400 m², deux décimales au plus — "
        + "que faire : Donnez la surface habitable en m².")
  }

  @Test(
    arguments: [
      (.unknownFinancing, [.financing: "PLAIX"], "Vouliez-vous dire « PLAI » ?"),
      (.unknownOccupation, [.occupation: "LOUÉ"], "Vouliez-vous dire « LOUE » ?"),
      (.unknownOccupation, [.occupation: "2"], "Écrivez « VACANT » pour le code RPLS 2."),
      (.unknownReservataire, [.reservataire: "Ville de Montreil"], "« Ville de Montreuil »"),
      (.unknownCommune, [.insee: "93100"], "Le code INSEE de cette commune est 93048."),
      (.reformatted, [.contact1Phone: "+33 (0)1.40.99.00.10"], "(0140990010)"),
      (.reformatted, [.contact1Phone: "140990010"], "(0140990010)"),
      (.reformatted, [.leaseDate: "01/07/2019"], "(2019-07-01)"),
      (.unusualRent, [.rent: "129,00", .newRent: ""], "(2,1 €/m²)"),
      (.otherTypologie, [.rooms: "5"], "(T3 / 5 pièces)"),
      (.otherCommuneName, [.commune: "Bobigny"], "attendu : Montreuil"),
    ] as [(PatrimoineCode, [PatrimoineColumn: String], String)])
  func `What was probably meant is said`(
    code: PatrimoineCode, changes: [PatrimoineColumn: String], words: String
  ) {
    #expect(PatrimoineDesk.finding(code, changes)?.contains(words) == true)
  }
}
