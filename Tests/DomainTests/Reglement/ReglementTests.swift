import Foundation
import Testing

@testable import Domain

@Suite("The règlement changes from a day on")
struct ReglementTests {
  static let today = Day(number: 20_536)  // 24 March 2026

  @Test(
    "the scheme's values and lines",
    arguments: [
      (.preInstruction, "R-PRE", 7, .days, 290, false),
      (.instruction, "R-INS", 14, .days, 291, false),
      (.caleolGap, "R-CAL", 8, .days, 292, false),
      (.alertContact1, "R-AL1", 21, .days, 299, false),
      (.alertContact2, "R-AL2", 21, .days, 303, false),
      (.alertMove, "R-AL3", 0, .days, 304, false),
      (.moveDate, "R-DEM", 21, .days, 316, false),
      (.inventories, "R-EDL", 0, .days, 319, false),
      (.moderationShare, "R-MOD", 30, .percent, 276, true),
      (.patrimoineImports, "R-PAT", 1, .count, 194, true),
      (.boardMeetings, "R-INST-CA", 2, .count, 70, false),
      (.technicalCommittees, "R-INST-CT", 2, .count, 77, false),
      (.workshops, "R-INST-ATE", 2, .count, 94, false),
      (.partnerCommittees, "R-INST-PAR", 1, .count, 101, false),
      (.repeatBreaches, "R-REP-NB", 3, .count, 306, true),
      (.repeatDossiers, "R-REP-DOS", 3, .count, 306, true),
      (.repeatWindow, "R-REP-FEN", 90, .days, 306, true),
      (.repeatShare, "R-REP-PART", 25, .percent, 306, true),
      (.repeatShareFloor, "R-REP-MIN", 3, .count, 306, true),
      (.repeatMissedFiles, "R-REP-PAT", 2, .count, 306, true),
      (.preInstructionAmber, "pre.ambre", 5, .days, nil, true),
      (.instructionAmber, "ins.ambre", 11, .days, nil, true),
      (.moveDateAmber, "dem.ambre", 16, .days, nil, true),
      (.silentSide, "dem.silence", 5, .days, nil, true),
      (.decisionReminder, "decision.rappel_jours", 3, .days, nil, true),
      (.caleolReminder, "caleol.rappel_jours", 14, .days, nil, true),
      (.constitutionReminder, "constitution.rappel", 30, .days, nil, true),
      (.alertRepetition, "alerte.repetition", 7, .days, nil, true),
      (.alertSilence, "alerte.silence_max", 14, .days, nil, true),
      (.reopening, "dossier.reouverture", 30, .days, nil, true),
      (.undo, "validation.annulation", 24, .hours, nil, true),
      (.offer, "offre.reponse", 10, .days, nil, true),
    ] as [(Rule, String, Int, Rule.Unit, Int?, Bool)])
  func defaults(
    rule: Rule, code: String, value: Int, unit: Rule.Unit, line: Int?, isInterpretation: Bool
  ) {
    #expect(rule.code == code)
    #expect(rule.unit == unit)
    #expect(rule.schemeLine == line)
    #expect(rule.isInterpretation == isInterpretation)
    #expect(Reglement.default.value(of: rule, on: Self.today).value == value)
  }

  @Test("every rule is defined, with its own label and an admissible default")
  func definitions() {
    #expect(Set(Rule.definitions.keys) == Set(Rule.allCases))
    #expect(Set(Rule.allCases.map(\.label)).count == Rule.allCases.count)
    for rule in Rule.allCases {
      #expect(rule.admissibleValues.contains(rule.defaultValue))
      #expect(rule.schemeLine != nil || rule.isInterpretation)
    }
  }

  @Test("what rests on a line of the scheme quotes the duty that stands there")
  func sources() {
    #expect(Rule.preInstruction.source == "schéma, l. 290")
    #expect(Rule.moderationShare.source == "schéma, l. 276 ; interprétation")
    #expect(Rule.offer.source == "interprétation")
  }

  @Test("a change holds from its day on, and days before keep their value")
  func change() {
    var reglement = Reglement.default
    let first = RuleVersion(rule: .caleolGap, value: 10, effectiveFrom: Self.today + 5)
    reglement.apply(first)
    reglement.apply(RuleVersion(rule: .caleolGap, value: 6, effectiveFrom: Self.today + 30))
    let values = [0, 4, 5, 29, 30, 400].map {
      reglement.value(of: .caleolGap, on: Self.today + $0).value
    }
    #expect(values == [8, 8, 10, 10, 6, 6])
    #expect(reglement.value(of: .caleolGap, on: Self.today + 5) == first)
    #expect(reglement.value(of: .preInstruction, on: Self.today + 30).value == 7)
    #expect(reglement.history(of: .caleolGap).map(\.value) == [8, 10, 6])
  }

  @Test("changes recorded in another order hold on the same days")
  func order() {
    let early = RuleVersion(rule: .undo, value: 12, effectiveFrom: Self.today)
    let late = RuleVersion(rule: .undo, value: 48, effectiveFrom: Self.today + 9)
    #expect(Reglement([early, late]) == Reglement([late, early]))
  }

  @Test("of two changes for one day, the one recorded last holds")
  func sameDay() {
    let slip = RuleVersion(rule: .undo, value: 240, effectiveFrom: Self.today)
    let right = RuleVersion(rule: .undo, value: 48, effectiveFrom: Self.today)
    #expect(Reglement([slip, right]).value(of: .undo, on: Self.today) == right)
    #expect(Reglement([slip, right]).changes == [right])
  }

  @Test("before the scheme's own day, the scheme's values hold")
  func before() {
    let answer = Reglement.default.value(of: .moveDate, on: Reglement.schemeDay - 1000)
    #expect(answer.value == 21)
    #expect(answer.effectiveFrom.iso == "2022-09-01")
  }

  @Test(
    "a change that cannot be is refused",
    arguments: [
      (.caleolGap, 8, -1, "effectiveFrom"), (.caleolGap, -1, 0, "value"),
      (.moderationShare, 101, 0, "value"), (.moderationShare, 100, -1, "effectiveFrom"),
    ] as [(Rule, Int, Int, String)])
  func refused(rule: Rule, value: Int, offset: Int, field: String) {
    let version = RuleVersion(rule: rule, value: value, effectiveFrom: Self.today + offset)
    let refusal = #expect(throws: Refusal.self) {
      try Reglement.default.check(version, today: Self.today)
    }
    #expect(refusal?.field == field)
  }

  @Test("a change from today on is accepted")
  func accepted() throws {
    let version = RuleVersion(rule: .moderationShare, value: 35, effectiveFrom: Self.today)
    try Reglement.default.check(version, today: Self.today)
  }

  @Test(
    "values are read with their unit",
    arguments: [
      (.preInstruction, 7, "7 jours"), (.preInstruction, 1, "1 jour"), (.undo, 24, "24 h"),
      (.moderationShare, 30, "30 %"), (.considerableQuote, 15_000, "15000 €"),
      (.pseudonymisation, 12, "12 mois"), (.clockTolerance, 300, "300 s"),
      (.repeatBreaches, 3, "3"),
    ] as [(Rule, Int, String)])
  func french(rule: Rule, value: Int, text: String) {
    #expect(rule.french(value) == text)
  }

  @Test("the recorded changes are stored in a fixed order and read back")
  func codable() throws {
    let changes = [
      RuleVersion(rule: .undo, value: 48, effectiveFrom: Self.today),
      RuleVersion(rule: .preInstruction, value: 8, effectiveFrom: Self.today + 3),
      RuleVersion(rule: .preInstruction, value: 9, effectiveFrom: Self.today),
    ]
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let data = try encoder.encode(Reglement(changes))
    #expect(
      String(decoding: data, as: UTF8.self)
        == #"[{"effectiveFrom":"2026-03-24","rule":"R-PRE","value":9},"#
        + #"{"effectiveFrom":"2026-03-27","rule":"R-PRE","value":8},"#
        + #"{"effectiveFrom":"2026-03-24","rule":"validation.annulation","value":48}]"#)
    #expect(try JSONDecoder().decode(Reglement.self, from: data) == Reglement(changes))
  }
}
