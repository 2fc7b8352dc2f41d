import Domain
import Testing

@testable import Storage

@Suite struct DutyCodingTests {
  private static let bailleurs: [OrganisationID] = ["b1", "b2"]

  private func back(
    _ bytes: [UInt8], bailleurs: [OrganisationID] = bailleurs, closedOn: Day? = nil
  ) throws -> ComplianceDossier {
    try DutyCoding.decode(bytes, bailleurs: bailleurs, closedOn: closedOn)
  }

  @Test func `What is written is read back, whatever it is`() throws {
    let opened = Day(number: 20_000)
    var dossier = ComplianceDossier(
      openedOn: opened, closedOn: opened + 90, bailleurs: Self.bailleurs, duties: [], alerts: [])
    let endings: [DutyCourse.Ending] = [.done, .moot, .handedOver]
    for (place, indicator) in Indicator.ofDossiers.enumerated() {
      for volet in 0...1 {
        dossier.duties.append(
          ComplianceDossier.Duty(
            volet: volet,
            course: DutyCourse(
              indicator, start: opened - 3 + place, due: opened + 300 * place,
              end: volet == 0 ? nil : opened + 40, ending: volet == 0 ? .done : endings[place % 3],
              waits: DutyCourse.Waits(rawValue: UInt8(place)))))
        dossier.duties.append(
          ComplianceDossier.Duty(
            volet: volet,
            course: DutyCourse(
              indicator, knownOn: opened + place, distance: 9 * place, isBroken: volet == 1)))
      }
    }
    for code in AlertCode.allCases {
      dossier.alerts.append(
        ComplianceDossier.AlertStanding(volet: 1, code: code, firstOn: opened + 22))
    }
    let bytes = DutyCoding.encode(dossier)
    #expect(try back(bytes, closedOn: dossier.closedOn) == dossier)
    #expect(bytes.count == 4 + 9 * 23)
  }

  @Test func `Bytes that are nothing of the kind are refused`() throws {
    let opened = Day(number: 20_000)
    let course = DutyCourse(
      .preInstruction, start: opened, due: opened + 7, end: nil, ending: .done)
    let bytes = DutyCoding.encode(
      ComplianceDossier(
        openedOn: opened, closedOn: nil, bailleurs: Self.bailleurs,
        duties: [ComplianceDossier.Duty(volet: 1, course: course)], alerts: []))
    #expect(throws: StorageError.self) { try back([]) }
    #expect(throws: StorageError.self) { try back(Array(bytes.dropLast())) }
    #expect(throws: StorageError.self) { try back(bytes, bailleurs: ["b1"]) }
    for (place, value) in [(4, UInt8(9)), (4, 200), (5, 0b1101)] {
      var damaged = bytes
      damaged[place] = value
      #expect(throws: StorageError.self) { try back(damaged) }
    }
  }

  @Test func `Every dossier of the demonstration is read back`() async throws {
    let demo = try await RealisticDemo.shared.value
    for dossier in demo.dossiers {
      let made = try #require(dossier.compliance(under: .default))
      let read = try DutyCoding.decode(
        DutyCoding.encode(made), bailleurs: made.bailleurs, closedOn: made.closedOn)
      #expect(read == made)
    }
  }
}
