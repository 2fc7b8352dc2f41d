import Domain
import Testing

@testable import Storage

/// Vues: a queue, a filter and an order kept under a name, for one person, in the store.
@Suite struct VueTests {
  private let fixture: StoreFixture
  private let vues = [
    DossierVue(
      name: "Évry « d'abord »\t\\", queue: .late, filter: "évry \"t4\"",
      order: DossierOrder(.bailleurs, isReversed: true)),
    DossierVue(name: "Clos", queue: .closed, filter: "", order: DossierOrder(.latest)),
  ]

  init() throws {
    fixture = try StoreFixture()
  }

  @Test func `They are there after the store is opened again, each person's own`() throws {
    #expect(try fixture.store.vues(of: Cast.c1A.id).isEmpty)
    try fixture.store.keep(vues, as: fixture.session(Cast.c1A))
    try fixture.store.keep([], as: fixture.session(Cast.c2A))
    #expect(try fixture.store.vues(of: Cast.c1A.id) == vues)
    try fixture.reopen()
    #expect(try fixture.store.vues(of: Cast.c1A.id) == vues)
    #expect(try fixture.store.vues(of: Cast.c2A.id).isEmpty)
    try fixture.store.keep([vues[1]], as: fixture.session(Cast.c1A))
    #expect(try fixture.store.vues(of: Cast.c1A.id) == [vues[1]])
  }

  @Test func `A reader opens them and keeps none`() throws {
    try fixture.store.keep(vues, as: fixture.session(Cast.c1A))
    let reader = try Store(fixture.location, for: .reading)
    #expect(try reader.vues(of: Cast.c1A.id) == vues)
    #expect(throws: Refusal.self) { try reader.keep([], as: fixture.session(Cast.c1A)) }
    #expect(try reader.vues(of: Cast.c1A.id) == vues)
  }

  @Test(arguments: [#"{"version":2,"vues":[],"plus":1}"#, "n'importe quoi", #"{"version":1}"#])
  func `What a later version wrote is neither misread nor lost`(text: String) throws {
    let store = try fixture.store
    try store.write { try Meta(store.writer).set("vues \(Cast.c1A.id.text)", to: text) }
    #expect(throws: Refusal.self) { try store.vues(of: Cast.c1A.id) }
    #expect(throws: Refusal.self) { try store.keep(vues, as: fixture.session(Cast.c1A)) }
    #expect(try Meta(store.reader).get("vues \(Cast.c1A.id.text)") == text)
  }

  @Test func `A vue of a queue that is no more is left out, the others stay`() throws {
    let store = try fixture.store
    let one = #"{"name":"a","queue":"late","filter":"","sort":"due","isReversed":false}"#
    let lost = one.replacing("late", with: "bientot")
    try store.write {
      try Meta(store.writer).set(
        "vues \(Cast.c1A.id.text)", to: #"{"version":1,"vues":[\#(lost),\#(one)]}"#)
    }
    #expect(try store.vues(of: Cast.c1A.id).map(\.name) == ["a"])
  }

  @Test(arguments: [
    ("locataire", true), ("évry LOCATAIRE", true), ("a1", true), ("évry", false), ("", false),
    ("coteaux 1001 t4", false), ("martin", false), ("rien-de-tel", false),
  ])
  func `A filter with a tenant's name is not kept: the name could not be erased`(
    filter: String, isRefused: Bool
  ) throws {
    try fixture.dossier(1, upTo: .nurs)
    let store = try fixture.store
    var vue = vues[1]
    vue.filter = filter
    let keep = { try store.keep([vue], as: fixture.session(Cast.c1A)) }
    if isRefused {
      let refusal = #expect(throws: Refusal.self) { try keep() }
      #expect(refusal?.message.contains("nom d'un locataire") == true)
      #expect(try store.vues(of: Cast.c1A.id).isEmpty)
      // Whoever does not see the dossier learns nothing of whom it is about.
      try store.keep([vue], as: fixture.session(Cast.c2C))
    } else {
      try keep()
      #expect(try store.vues(of: Cast.c1A.id) == [vue])
    }
  }
}
