import Domain
import Testing

@testable import Storage

@Suite("The rights that both shared databases are given")
struct SharedRightsTests {
  private static let blind = [Cast.infA, Cast.aorif, Cast.partner, SharedCast.actimage]

  @Test("Who may see no dossier reads nothing, though the organisation be among the readers")
  func blind() {
    for person in Self.blind {
      let own: Set = [person.organisation]
      for members in [own, [Cast.bailleurA, Cast.bailleurB], []] {
        #expect(!SharedRights.reads(person, members: members), "\(person.id)")
      }
      for isClosed in [true, false] {
        #expect(!SharedRights.opens(person, readers: own, isClosed: isClosed))
        for field in ["name", "nur"] {
          #expect(!SharedRights.reads(person, textOf: own, isClosed: isClosed, field: field))
        }
      }
      #expect(!SharedRights.needsNURKey(person))
      #expect(
        SharedRights.kinds.allSatisfy { right in
          person.roles.allSatisfy { role in
            !SharedRights.allows(
              right, role: role, of: person.organisation, for: nil, members: own)
          }
        })
    }
  }

  @Test("A bailleur's patrimoine is read by those who see its imports, and by no agent")
  func patrimoine() {
    let own: Set = [AudiencePart.patrimoine.of(Cast.bailleurA)]
    let readers = [
      Cast.infA, SharedCast.admA, Cast.superAdmin, Cast.facilitator, Cast.gie, SharedCast.actimage,
    ]
    for person in SharedCast.people {
      let reads = readers.contains { $0.id == person.id }
      #expect(SharedRights.reads(person, members: own) == reads, "\(person.id)")
      #expect(
        SharedRights.reads(person, textOf: own, isClosed: false, field: "note") == reads,
        "\(person.id)")
      #expect(!SharedRights.reads(person, members: own.union([Cast.bailleurA])), "\(person.id)")
    }
  }

  @Test("An event of a patrimoine stands in no dossier's audience, nor the other way round")
  func audiences() throws {
    let imported = try #require(SharedRights.kindsByName["patrimoine.file_imported"])
    let created = try #require(SharedRights.kindsByName["dossier.created"])
    for (right, isImport) in [(imported, true), (created, false)] {
      for members: Set in [[Cast.bailleurA], [AudiencePart.patrimoine.of(Cast.bailleurA)]] {
        let isPatrimoine = members == [AudiencePart.patrimoine.of(Cast.bailleurA)]
        #expect(
          SharedRights.allows(
            right, role: .administrateur, of: Cast.bailleurA, for: nil, members: members)
            == (isImport == isPatrimoine))
      }
    }
    #expect(
      !SharedRights.allows(
        imported, role: .administrateur, of: Cast.bailleurB, for: nil,
        members: [AudiencePart.patrimoine.of(Cast.bailleurA)]))
  }

  @Test("Each kind of event is some role's, and no partner's")
  func kinds() {
    #expect(
      SharedRights.kinds.count
        == DossierEvent.CodingKeys.allCases.count + PatrimoineEvent.CodingKeys.allCases.count
        + SignalementEvent.CodingKeys.allCases.count + ReponsesEvent.CodingKeys.allCases.count)
    let aatiko: Set<Role> = [.aatikoSuperAdministrator, .aatikoFacilitator]
    for right in SharedRights.kinds {
      #expect(!right.asMember.isEmpty, "\(right.kind)")
      #expect(Set(right.anywhere).isSubset(of: right.asMember), "\(right.kind)")
      #expect(!right.asMember.contains(.partenaire) && !right.onBehalf.contains(.partenaire))
      let others: Set<Role> = right.part != nil ? [.actimage, .gieCoordinator] : []
      #expect(Set(right.onBehalf).isSubset(of: aatiko.union(others)), "\(right.kind)")
      #expect(SharedRights.kindsByName[right.kind] == right)
    }
    #expect(SharedRights.kindsByName[EventSeal.withheldKind] == nil)
  }
}
