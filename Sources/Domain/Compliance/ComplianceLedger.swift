/// The facts of compliance of a whole bourse, held close together: every figure of every period is
/// made of them in one pass, and so are the dossiers behind a figure.
public struct ComplianceLedger: Sendable {
  /// The bailleurs, in the order in which they came.
  public private(set) var bailleurs: [OrganisationID] = []
  /// The months with an accepted patrimoine file, by bailleur.
  public var acceptedMonths: [OrganisationID: [CivilMonth]] = [:]
  /// The day since which each request waits for a bailleur's answer.
  public var awaitedAnswers: [OrganisationID: [Day]] = [:]

  private var places: [OrganisationID: Int32] = [:]
  private(set) var dossiers: ContiguousArray<Entry> = []
  /// The bailleurs of the dossiers, one dossier after the other, each bailleur once.
  private var sides: ContiguousArray<Int32> = []
  private(set) var duties: ContiguousArray<LedgerDuty> = []
  private(set) var alerts: [AlertEntry] = []

  /// A dossier.
  struct Entry {
    let number: Int
    let openedOn: Int32
    let closedOn: Int32?
    fileprivate let firstSide: Int32

    var isOpen: Bool { closedOn == nil }
  }

  /// An alert that stands, and whose it is.
  struct AlertEntry {
    let dossier: Int32
    let bailleur: Int32
    let firstOn: Day
  }

  /// A ledger without anything.
  public init() {}

  /// How many dossiers there are.
  public var count: Int { dossiers.count }

  /// Makes room for so many dossiers.
  public mutating func reserve(_ count: Int) {
    dossiers.reserveCapacity(count)
    sides.reserveCapacity(2 * count)
    duties.reserveCapacity(Indicator.ofDossiers.count * 2 * count)
  }

  /// Enters a dossier.
  ///
  /// - Parameters:
  ///   - dossier: what it brings.
  ///   - number: by which the caller knows it.
  public mutating func add(_ dossier: ComplianceDossier, number: Int) {
    let index = Int32(dossiers.count)
    let own = dossier.bailleurs.map { place(of: $0) }
    dossiers.append(
      Entry(
        number: number, openedOn: Int32(clamping: dossier.openedOn.number),
        closedOn: dossier.closedOn.map { Int32(clamping: $0.number) },
        firstSide: Int32(sides.count)))
    for (side, place) in own.enumerated() where !own[..<side].contains(place) {
      sides.append(place)
    }
    for duty in dossier.duties where own.indices.contains(duty.volet) {
      duties.append(
        LedgerDuty(
          duty.course, volet: duty.volet, dossier: index, bailleur: own[duty.volet]))
    }
    for alert in dossier.alerts where own.indices.contains(alert.volet) {
      alerts.append(
        AlertEntry(dossier: index, bailleur: own[alert.volet], firstOn: alert.firstOn))
    }
  }

  /// Replaces the courses of duties by others, where there is another.
  mutating func rejudge(_ other: (DutyCourse) -> DutyCourse?) {
    for place in duties.indices {
      let duty = duties[place]
      guard let course = other(duty.course) else { continue }
      duties[place] = LedgerDuty(
        course, volet: Int(duty.volet), dossier: duty.dossier, bailleur: duty.bailleur)
    }
  }

  /// The places of the bailleurs of a dossier, each once.
  func sides(of dossier: Int) -> ContiguousArray<Int32>.SubSequence {
    let next = dossier + 1
    let end = next < dossiers.count ? Int(dossiers[next].firstSide) : sides.count
    return sides[Int(dossiers[dossier].firstSide)..<end]
  }

  /// The place of a bailleur, which it has from now on.
  private mutating func place(of bailleur: OrganisationID) -> Int32 {
    if let known = places[bailleur] { return known }
    let place = Int32(bailleurs.count)
    bailleurs.append(bailleur)
    places[bailleur] = place
    return place
  }

  /// The place of a bailleur, nil when no dossier is its.
  func known(_ bailleur: OrganisationID) -> Int32? { places[bailleur] }

  /// Every bailleur of whom something is known, by dossiers, files or requests.
  public var everybody: [OrganisationID] {
    Set(bailleurs).union(acceptedMonths.keys).union(awaitedAnswers.keys).sorted()
  }

  /// The months that a bailleur missed, as they are known on a day.
  public func missedMonths(of bailleur: OrganisationID, on day: Day) -> [CivilMonth] {
    Patrimoine.missedMonths(besides: Set(acceptedMonths[bailleur] ?? []), on: day)
  }
}

/// A duty in the ledger, in 28 bytes: a large bourse has a million.
struct LedgerDuty {
  /// No day: the duty runs.
  private static let never = Int32.max

  let dossier: Int32
  let bailleur: Int32
  private let start: Int32
  /// The due day of a delay, the distance otherwise.
  private let dueOrDistance: Int32
  private let end: Int32
  private let indicator: UInt8
  private let ending: DutyCourse.Ending
  private let waits: UInt8
  /// The place of the volet.
  let volet: UInt8
  private let isDistance: Bool
  private let isBroken: Bool

  init(_ course: DutyCourse, volet: Int, dossier: Int32, bailleur: Int32) {
    self.dossier = dossier
    self.bailleur = bailleur
    self.volet = UInt8(clamping: volet)
    start = Int32(clamping: course.start.number)
    dueOrDistance = Int32(clamping: course.distance ?? course.due.number)
    end = course.end.map { Int32(clamping: $0.number) } ?? Self.never
    indicator = UInt8(course.indicator.place)
    ending = course.ending
    waits = course.waits.rawValue
    isDistance = course.distance != nil
    isBroken = course.isBroken
  }

  /// The duty's course.
  var course: DutyCourse {
    let indicator = Indicator.ofDossiers[Int(indicator)]
    let first = Day(number: Int(start))
    let waits = DutyCourse.Waits(rawValue: waits)
    if isDistance {
      return DutyCourse(
        indicator, knownOn: first, distance: Int(dueOrDistance), isBroken: isBroken, waits: waits)
    }
    return DutyCourse(
      indicator, start: first, due: Day(number: Int(dueOrDistance)),
      end: end == Self.never ? nil : Day(number: Int(end)), ending: ending, waits: waits)
  }
}
