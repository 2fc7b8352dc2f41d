import Domain
import Testing

@testable import Storage

@Suite("Many desks at once on the shared database")
struct SharedConcurrencyTests {
  @Test(
    "Hundreds of pushes of one act from many connections give one event",
    arguments: SharedImplementation.allCases)
  func once(_ implementation: SharedImplementation) async throws {
    let harness = try implementation.harness()
    var course = SharedCourse()
    let (scope, creation) = (course.scope, try course.creation())
    let verdicts = Collected<Verdict?>()
    await onThreads(8) { _ in
      verdicts.add(
        (0..<30).map { _ in
          try? harness.connect(Cast.superAdmin).append(scope, creation)
        })
    }
    #expect(verdicts.values.count == 240)
    #expect(verdicts.values.count { $0 == .accepted(seq: 1) } == 1)
    #expect(verdicts.values.count { $0 == .duplicate } == 239)
    #expect(try harness.connect(Cast.c1A).journal(scope).count == 1)
  }

  @Test(
    "However many write, each audience counts without a hole and reads as one chain",
    arguments: SharedImplementation.allCases)
  func gapless(_ implementation: SharedImplementation) async throws {
    let harness = try implementation.harness()
    let errors = Collected<String>()
    let audiences = [
      (Cast.bailleurA, Cast.bailleurB), (Cast.bailleurB, Cast.bailleurC),
    ]
    await onThreads(6) { index in
      do {
        var course = SharedCourse(index + 1, of: audiences[index % 2])
        let desk = try harness.connect(Cast.superAdmin)
        var acts = [try course.creation()]
        for _ in 0..<19 { acts.append(try course.note(by: Cast.superAdmin)) }
        while !acts.isEmpty {
          let verdicts = try desk.append(Batch(course.scope, Array(acts.prefix(3))))
          for case .accepted in verdicts { acts.removeFirst() }
        }
      } catch {
        errors.add(["\(error)"])
      }
    }
    #expect(errors.values.isEmpty)
    let desk = try harness.connect(Cast.superAdmin)
    for (one, other) in audiences {
      let scope = ScopeID(of: [one, other])
      let entries = try desk.journal(scope)
      #expect(entries.map(\.seq) == Array(1...60))
      var chain = Chain.start(of: scope)
      for entry in entries {
        chain = Chain.next(after: chain, seq: entry.seq, entry.event)
        #expect(entry.chain == chain)
      }
      for stream in Set(entries.map(\.event.stream)) {
        let versions = entries.filter { $0.event.stream == stream }.map(\.event.version)
        #expect(versions == Array(1...20))
      }
      let texts = try desk.texts(of: scope, after: 0, limit: 1_000)
      #expect(texts.texts.count == 63)
      #expect(texts.upTo == 63)
    }
  }

  @Test(
    "Who reads while others write sees a beginning of the journal",
    arguments: SharedImplementation.allCases)
  func reading(_ implementation: SharedImplementation) async throws {
    let harness = try implementation.harness()
    let errors = Collected<String>()
    let heads = Collected<SharedHead>()
    var course = SharedCourse()
    let (scope, creation) = (course.scope, try course.creation())
    _ = try harness.connect(Cast.superAdmin).append(scope, creation)
    let ready = course
    await onThreads(4) { index in
      do {
        var course = index == 0 ? ready : SharedCourse(index + 1)
        let desk = try harness.connect(index == 0 ? Cast.superAdmin : Cast.c1A)
        for _ in 0..<20 {
          if index == 0 {
            _ = try desk.append(scope, try course.note(by: Cast.superAdmin))
          } else {
            let page = try desk.pull(scope, after: 0, limit: 100)
            heads.add([page.head])
            if page.entries.last?.chain != page.head.chain { errors.add(["torn page"]) }
          }
        }
      } catch {
        errors.add(["\(error)"])
      }
    }
    #expect(errors.values.isEmpty)
    let entries = try harness.connect(Cast.c1A).journal(scope)
    #expect(heads.values.count == 60)
    for head in heads.values { #expect(entries[Int(head.seq) - 1].chain == head.chain) }
  }
}
