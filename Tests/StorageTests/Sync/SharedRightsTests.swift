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

  @Test("Each kind of event is some role's, and no partner's")
  func kinds() {
    #expect(SharedRights.kinds.count == DossierEvent.CodingKeys.allCases.count)
    let aatiko: [Role] = [.aatikoSuperAdministrator, .aatikoFacilitator]
    for right in SharedRights.kinds {
      #expect(!right.asMember.isEmpty, "\(right.kind)")
      #expect(Set(right.anywhere).isSubset(of: right.asMember), "\(right.kind)")
      #expect(!right.asMember.contains(.partenaire) && !right.onBehalf.contains(.partenaire))
      #expect(Set(right.onBehalf).isSubset(of: aatiko), "\(right.kind)")
      #expect(SharedRights.kindsByName[right.kind] == right)
    }
    #expect(SharedRights.kindsByName[EventSeal.withheldKind] == nil)
  }
}
