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

  /// Who reads each part, by the matrix of `domaine.md` §4: everywhere, and of its own bailleur.
  static let readers: [(part: AudiencePart, everywhere: [Role], own: [Role])] = [
    (
      .patrimoine, [.aatikoSuperAdministrator, .aatikoFacilitator, .actimage, .gieCoordinator],
      [.pilote, .administrateur, .referentInformatique]
    ),
    (
      .signalement, [.aatikoSuperAdministrator, .aatikoFacilitator, .actimage, .gieCoordinator],
      [.pilote, .administrateur, .contact1, .contact2, .referentInformatique]
    ),
    (
      .locataire, [.aatikoSuperAdministrator, .aatikoFacilitator],
      [.pilote, .administrateur, .contact1, .contact2]
    ),
    (
      .annonce, [.aatikoSuperAdministrator, .aatikoFacilitator, .gieCoordinator],
      [.pilote, .administrateur, .contact1, .contact2]
    ),
    (.reponses, [.aatikoSuperAdministrator, .aatikoFacilitator], []),
    (.tirage, [.aatikoSuperAdministrator, .aatikoFacilitator, .gieCoordinator], []),
    (.reglement, Role.allCases, []),
    (
      .conformite, [.aatikoSuperAdministrator, .aatikoFacilitator, .gieCoordinator],
      [.pilote, .administrateur]
    ),
    (
      .interne, [],
      [
        .aatikoSuperAdministrator, .aatikoFacilitator, .actimage, .gieCoordinator, .pilote,
        .administrateur, .contact1, .contact2, .referentInformatique,
      ]
    ),
  ]

  @Test("A part is read by the roles that the matrix says, of their own bailleur or of all")
  func parts() {
    #expect(Self.readers.map(\.part) == AudiencePart.allCases)
    for (part, everywhere, own) in Self.readers {
      for role in Role.allCases {
        let person = Operator(id: "p", name: "P", organisation: "own", roles: [role])
        for (organisation, reads) in [
          ("own", (everywhere + own).contains(role)), ("other", everywhere.contains(role)),
        ] {
          let members: Set = [part.of(OrganisationID(organisation))]
          let what = "\(role), \(part) of \(organisation)"
          #expect(SharedRights.reads(person, members: members) == reads, "\(what)")
          for isClosed in [false, true] {
            #expect(
              SharedRights.opens(person, readers: members, isClosed: isClosed) == reads, "\(what)")
            #expect(
              SharedRights.reads(person, textOf: members, isClosed: isClosed, field: "note")
                == reads, "\(what)")
          }
          // A NUR of a part is for those who see everybody's.
          let aatiko: [Role] = [.aatikoSuperAdministrator, .aatikoFacilitator]
          #expect(
            SharedRights.reads(person, textOf: members, isClosed: false, field: "nur")
              == (reads && aatiko.contains(role)), "\(what)")
        }
      }
    }
  }

  @Test(
    "Of several parts one is enough; an audience that mixes parts and organisations is nobody's")
  func together() {
    let both: Set = [
      AudiencePart.signalement.of(Cast.bailleurA), AudiencePart.locataire.of(Cast.bailleurA),
    ]
    for person in SharedCast.people {
      let reads = both.contains { SharedRights.reads(person, members: [$0]) }
      #expect(SharedRights.reads(person, members: both) == reads, "\(person.id)")
      #expect(!SharedRights.reads(person, members: both.union([Cast.bailleurA])), "\(person.id)")
      // A part that this version does not know is nobody's either.
      #expect(!SharedRights.reads(person, members: ["avenir__org-a"]), "\(person.id)")
      #expect(
        !SharedRights.opens(person, readers: ["avenir__org-a"], isClosed: false), "\(person.id)")
    }
    #expect(SharedRights.reads(SharedCast.actimage, members: both))
    #expect(!SharedRights.reads(SharedCast.actimage, members: [AudiencePart.locataire.of("org-a")]))
  }

  @Test("Names of parts are told from those of organisations")
  func names() {
    for part in AudiencePart.allCases {
      let member = part.of("org-a")
      #expect(member.part?.0 == part && member.part?.of == "org-a" && member.whole == "org-a")
      #expect(member.isPart && !part.rawValue.contains(AudiencePart.mark))
    }
    for text in ["", "_", "org_a", "patrimoine", "patrimoine_", "patrimoine_org-a", "é_"] {
      let plain = OrganisationID(text)
      #expect(!plain.isPart && plain.part == nil && plain.whole == plain, "\(text)")
    }
    let unknown: OrganisationID = "avenir__org-a"
    #expect(unknown.isPart && unknown.part == nil && unknown.whole == "org-a")
    #expect(OrganisationID("annonce___a__b").whole == "_a__b")
  }

  @Test("An event stands in the audiences of its own part, or of the dossiers")
  func audiences() throws {
    let imported = try #require(SharedRights.kindsByName["patrimoine.file_imported"])
    let created = try #require(SharedRights.kindsByName["dossier.created"])
    let own = AudiencePart.patrimoine.of(Cast.bailleurA)
    for (right, isImport) in [(imported, true), (created, false)] {
      for members: Set in [[Cast.bailleurA], [own]] {
        #expect(
          SharedRights.allows(
            right, role: .administrateur, of: Cast.bailleurA, for: nil, members: members)
            == (isImport == (members == [own])))
      }
    }
    #expect(
      !SharedRights.allows(
        imported, role: .administrateur, of: Cast.bailleurB, for: nil, members: [own]))
    // Who acts anywhere acts among the audiences of that part alone.
    for right in SharedRights.kinds {
      for role in right.anywhere {
        for part in AudiencePart.allCases {
          #expect(
            SharedRights.allows(
              right, role: role, of: "org-x", for: nil, members: [part.of(Cast.bailleurA)])
              == (right.part == part), "\(right.kind) \(role) \(part)")
        }
      }
    }
  }

  @Test("What is withheld is for members, for the author's organisation, or for a narrower part")
  func within() {
    let signalement = AudiencePart.signalement.of(Cast.bailleurA)
    let locataire = AudiencePart.locataire.of(Cast.bailleurA)
    let patrimoine = AudiencePart.patrimoine.of(Cast.bailleurA)
    let cases: [(members: Set<OrganisationID>, readers: Set<OrganisationID>, isRight: Bool)] = [
      ([signalement, locataire], [locataire], true),
      ([signalement, locataire], [signalement, locataire], true),
      ([signalement], [locataire], true),
      ([locataire], [signalement], false),
      ([patrimoine], [locataire], false),
      ([signalement], [AudiencePart.locataire.of("org-me")], true),
      ([signalement], [AudiencePart.locataire.of(Cast.bailleurB)], false),
      ([signalement], ["org-me"], true),
      ([signalement], [Cast.bailleurA], false),
      ([signalement], ["org-me", signalement], false),
      ([signalement], ["avenir__org-a"], false),
      ([Cast.bailleurA, Cast.bailleurB], [Cast.bailleurA, "org-me"], true),
      ([Cast.bailleurA, Cast.bailleurB], [locataire], false),
      ([Cast.bailleurA, Cast.bailleurB], [Cast.bailleurC], false),
    ]
    for (members, readers, isRight) in cases {
      #expect(
        SharedRights.areWithin(readers, members, author: "org-me") == isRight,
        "\(readers) within \(members)")
    }
    // All who read a narrower part read the wider one, whatever roles they hold together.
    for (wide, narrow) in SharedRights.narrower {
      #expect(narrow.contains(wide))
      for person in SharedCast.people {
        for part in narrow where person.reads(part, of: Cast.bailleurA) {
          #expect(person.reads(wide, of: Cast.bailleurA), "\(person.id): \(part) in \(wide)")
        }
      }
    }
  }

  @Test("Who erases what an organisation reads erases what its parts read")
  func erasing() {
    let own = Set(AudiencePart.allCases.map { $0.of(Cast.bailleurA) })
    for person in SharedCast.people {
      let all = person.id == Cast.superAdmin.id
      let isIts = person.id == SharedCast.admA.id
      #expect(SharedRights.erases(person, streamOf: own) == (all || isIts), "\(person.id)")
      let with = own.union([AudiencePart.locataire.of(Cast.bailleurB)])
      #expect(SharedRights.erases(person, streamOf: with) == all, "\(person.id)")
      #expect(!SharedRights.erases(person, textOf: []))
    }
    #expect(SharedRights.erasingKinds.contains("dossier.personal_data_erased"))
  }

  @Test("Each kind of event is some role's, and no partner's")
  func kinds() {
    #expect(
      Set(SharedRights.kinds.map { String($0.kind.prefix { $0 != "." }) })
        == Set(StoredAggregates.names))
    let aatiko: Set<Role> = [.aatikoSuperAdministrator, .aatikoFacilitator]
    for right in SharedRights.kinds {
      #expect(!right.asMember.isEmpty, "\(right.kind)")
      #expect(Set(right.anywhere).isSubset(of: right.asMember), "\(right.kind)")
      #expect(!right.asMember.contains(.partenaire) && !right.onBehalf.contains(.partenaire))
      let others: Set<Role> =
        right.part == .patrimoine || right.part == .signalement ? [.actimage, .gieCoordinator] : []
      #expect(Set(right.onBehalf).isSubset(of: aatiko.union(others)), "\(right.kind)")
      #expect(SharedRights.kindsByName[right.kind] == right)
    }
    #expect(SharedRights.kinds.allSatisfy { !$0.kind.hasSuffix(EventSeal.withheldMark) })
  }
}
