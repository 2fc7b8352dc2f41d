import Domain

/// What a dossier brings to the figures of compliance, as one short column of its row: a hundred
/// bytes, read by the hundred thousand when the board is opened.
///
/// The day of its creation in four bytes, then nine for each duty or alert: what it is, whose and
/// how it ended, whom it waited for, and three numbers of days.
enum DutyCoding {
  private static let header = 4
  private static let length = 9
  /// Where the kinds of alerts begin.
  private static let alerts: UInt8 = 16
  /// No end: the duty runs.
  private static let none = Int16.min

  static func encode(_ dossier: ComplianceDossier) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(
      header + length * (dossier.duties.count + dossier.alerts.count))
    append(Int32(clamping: dossier.openedOn.number), to: &bytes)
    for duty in dossier.duties { append(duty, dossier.openedOn, to: &bytes) }
    for alert in dossier.alerts {
      let place = AlertCode.allCases.firstIndex(of: alert.code) ?? 0
      bytes += [alerts + UInt8(place), UInt8(alert.volet), 0]
      append(days(from: dossier.openedOn, to: alert.firstOn), to: &bytes)
      append(Int32(0), to: &bytes)
    }
    return bytes
  }

  private static func append(
    _ duty: ComplianceDossier.Duty, _ openedOn: Day, to bytes: inout [UInt8]
  ) {
    let course = duty.course
    let place = Indicator.ofDossiers.firstIndex(of: course.indicator) ?? 0
    let flags =
      UInt8(duty.volet) | course.ending.rawValue << 2 | (course.isBroken ? 1 << 4 : 0)
      | (course.distance == nil ? 0 : 1 << 5)
    bytes += [UInt8(place), flags, course.waits.rawValue]
    append(days(from: openedOn, to: course.start), to: &bytes)
    if let distance = course.distance {
      append(Int16(clamping: distance), to: &bytes)
      append(Int16(0), to: &bytes)
    } else {
      append(days(from: course.start, to: course.due), to: &bytes)
      append(course.end.map { days(from: course.start, to: $0) } ?? none, to: &bytes)
    }
  }

  /// Days apart; what is a lifetime away stays so.
  private static func days(from first: Day, to last: Day) -> Int16 {
    max(Int16(clamping: last - first), none + 1)
  }

  private static func append<Number: FixedWidthInteger>(_ number: Number, to bytes: inout [UInt8]) {
    for place in 0..<(Number.bitWidth / 8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> (place * 8)))
    }
  }

  /// Reads what was encoded.
  ///
  /// - Throws: `StorageError`: `corrupt` when the bytes are nothing of the kind.
  static func decode(
    _ bytes: [UInt8], bailleurs: [OrganisationID], closedOn: Day?
  ) throws(StorageError) -> ComplianceDossier {
    guard bytes.count >= header, (bytes.count - header).isMultiple(of: length) else {
      throw StorageError(.corrupt, "the duties of a dossier have a length of \(bytes.count)")
    }
    let opened =
      UInt32(bytes[0]) | UInt32(bytes[1]) << 8 | UInt32(bytes[2]) << 16
      | UInt32(bytes[3]) << 24
    let openedOn = Day(number: Int(Int32(bitPattern: opened)))
    var dossier = ComplianceDossier(
      openedOn: openedOn, closedOn: closedOn, bailleurs: bailleurs, duties: [], alerts: [])
    dossier.duties.reserveCapacity((bytes.count - header) / length)
    for start in stride(from: header, to: bytes.count, by: length) {
      let volet = Int(bytes[start + 1] & 3)
      guard volet < bailleurs.count else {
        throw StorageError(.corrupt, "a duty of a volet that the dossier has not")
      }
      let first = openedOn + number(bytes, start + 3)
      if bytes[start] >= alerts {
        let place = Int(bytes[start] - alerts)
        guard AlertCode.allCases.indices.contains(place) else {
          throw StorageError(.corrupt, "an alert of an unknown kind")
        }
        dossier.alerts.append(
          ComplianceDossier.AlertStanding(
            volet: volet, code: AlertCode.allCases[place], firstOn: first))
      } else {
        let course = try course(bytes, start, from: first)
        dossier.duties.append(ComplianceDossier.Duty(volet: volet, course: course))
      }
    }
    return dossier
  }

  private static func course(
    _ bytes: [UInt8], _ start: Int, from first: Day
  ) throws(StorageError) -> DutyCourse {
    let flags = bytes[start + 1]
    guard Indicator.ofDossiers.indices.contains(Int(bytes[start])),
      let ending = DutyCourse.Ending(rawValue: flags >> 2 & 3)
    else { throw StorageError(.corrupt, "a duty of an unknown kind") }
    let indicator = Indicator.ofDossiers[Int(bytes[start])]
    let waits = DutyCourse.Waits(rawValue: bytes[start + 2])
    let second = number(bytes, start + 5)
    if flags & 1 << 5 != 0 {
      return DutyCourse(
        indicator, knownOn: first, distance: second, isBroken: flags & 1 << 4 != 0, waits: waits)
    }
    let third = number(bytes, start + 7)
    return DutyCourse(
      indicator, start: first, due: first + second,
      end: third == Int(none) ? nil : first + third, ending: ending, waits: waits)
  }

  private static func number(_ bytes: [UInt8], _ place: Int) -> Int {
    Int(Int16(bitPattern: UInt16(bytes[place]) | UInt16(bytes[place + 1]) << 8))
  }
}
