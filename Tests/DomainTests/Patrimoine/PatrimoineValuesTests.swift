import Testing

@testable import Domain

/// The one way in which each value is kept, and what references are looked for by.
@Suite struct PatrimoineValuesTests {
  private static func value(_ column: PatrimoineColumn, _ written: String) -> String? {
    let checker = PatrimoineChecker(PatrimoineDesk.context, header: .complete)
    PatrimoineDesk.put(PatrimoineDesk.line([column: written]), to: checker, line: 2)
    let values = PatrimoineValues()
    values.load(from: checker)
    return values.text(column)
  }

  @Test(
    arguments: [
      (.siret, "999 000 011 00018", "99900001100018"),
      (.logement, "  L-00012345 ", "L-00012345"),
      (.logement, "l-00012345", "l-00012345"),
      (.rpls, "12345abcde", "12345ABCDE"),
      (.occupation, "loue", "LOUE"),
      (.leaseDate, "01/07/2019", "2019-07-01"),
      (.leaseDate, "2019-07-01", "2019-07-01"),
      (.eligible, "o", "O"),
      (.motive, "", nil),
      (.streetNumber, "0012", "12"),
      (.streetNumber, "0", "0"),
      (.streetNumber, "00", "0"),
      (.repetition, "b", "B"),
      (.floor, "RDC", "0"),
      (.floor, "rdc", "0"),
      (.floor, "-1", "-1"),
      (.floor, "-01", "-1"),
      (.floor, "-0", "0"),
      (.floor, "04", "4"),
      (.postcode, "01000", "01000"),
      (.typologie, "t1bis", "T1BIS"),
      (.surface, "61,4", "61.40"),
      (.surface, "61,40", "61.40"),
      (.surface, "61.40", "61.40"),
      (.surface, "61", "61.00"),
      (.surface, "061,40", "61.40"),
      (.rent, "1 234,5", "1234.50"),
      (.rent, "1.234,56", "1234.56"),
      (.rent, "0,50", "0.50"),
      (.charges, "0", "0.00"),
      (.year, "9999", nil),
      (.heating, "coll", "COLL"),
      (.energy, "d", "D"),
      (.contact1Email, "C.Martin@Bailleur-A.example", "c.martin@bailleur-a.example"),
      (.contact1Phone, "01 40 99 00 10", "0140990010"),
      (.contact1Phone, "+33 1 40 99 00 10", "0140990010"),
      (.contact1Phone, "poste 12", nil),
      (.street, "=SOMME(A1)", "'=SOMME(A1)"),
      (.street, "@lilas", "'@lilas"),
      (.street, "-12", "-12"),
      (.street, "du 8 mai 1945", "du 8 mai 1945"),
      (.door, "+33A", "'+33A"),
      (.commune, "Épinay", "Épinay"),
    ] as [(PatrimoineColumn, String, String?)])
  func `A value is kept in one way`(column: PatrimoineColumn, written: String, kept: String?) {
    #expect(Self.value(column, written) == kept)
  }

  @Test func `Two lines that say the same have one fingerprint, and others have another`() {
    func fingerprint(_ changes: [PatrimoineColumn: String]) -> UInt64 {
      let checker = PatrimoineChecker(PatrimoineDesk.context, header: .complete)
      PatrimoineDesk.put(PatrimoineDesk.line(changes), to: checker, line: 2)
      let values = PatrimoineValues()
      values.load(from: checker)
      return values.fingerprint
    }
    let plain = fingerprint([:])
    #expect(fingerprint([.surface: "61.4", .occupation: "loue"]) == plain)
    #expect(fingerprint([.leaseDate: "01/07/2019"]) == plain)
    // The same words in the column beside say something else.
    #expect(fingerprint([.building: "2", .staircase: "C"]) != plain)
    let others = PatrimoineColumn.allCases.map { fingerprint([$0: "7"]) }
    #expect(Set(others).count >= others.count - 1)
  }

  @Test(
    arguments: [
      ("L-00012345", "l12345", "l12345"),
      ("000784512", "784512", "784512"),
      ("784 512", "784512", "784512"),
      ("A.00/07_b", "a07b", "a07b"),
      ("A07B", "a7b", "a7b"),
      ("L-000", "l0", "l"),
      ("0", "0", ""),
      ("É12", "e12", "e12"),
      ("A0B10", "a0b10", "a0b10"),
      (" -/ ", "", ""),
      ("日12", "12", "12"),
    ])
  func `References are looked for by a key`(typed: String, key: String, beginning: String) {
    #expect(PatrimoineReferenceKey.of(typed) == key)
    #expect(PatrimoineReferenceKey.beginning(of: typed) == beginning)
  }

  @Test func `Every slip of one sign is among the keys tried`() {
    let signs = Array("l0123456789".utf8)
    let slips = Set(PatrimoineReferenceKey.slips("L-0012345", signs: signs))
    for near in ["l1234", "l123456", "l12346", "l21345", "12345", "ll12345", "l2345", "l12435"] {
      #expect(slips.contains(near), "\(near)")
    }
    #expect(!slips.contains("l12345") && !slips.contains("l12354x"))
    #expect(PatrimoineReferenceKey.slips("l 12", signs: signs).isEmpty)
    // A letter for a zero splits a number in two: its zeros count until the slip is put right.
    #expect(PatrimoineReferenceKey.slips("7000X0012", signs: signs).contains("700000012"))
  }
}
