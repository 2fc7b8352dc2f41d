import Domain
import Foundation

/// The figures of compliance made again from an export alone, as `docs/export.md` says: slowly,
/// by other means, and with nothing of the program's own.
struct NaiveCompliance {
  typealias Object = [String: Any]

  private let day: Date
  private let dossiers: [Object]
  private let months: [String: [String]]
  private let requests: [String: [String]]
  /// The first days of the months, from the period's first through its last.
  private let period: (first: String, last: String)
  private let trendMonths: [String]
  private static let calendar = {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? .current
    return calendar
  }()

  init(_ text: String, _ period: CompliancePeriod) throws {
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? Object ?? [:]
    day = Self.date(object["au"]) ?? .distantPast
    dossiers = object["dossiers"] as? [Object] ?? []
    func lists(_ key: String, _ inner: String) -> [String: [String]] {
      let rows = object[key] as? [Object] ?? []
      return Dictionary(
        uniqueKeysWithValues: rows.map {
          ($0["bailleur"] as? String ?? "", $0[inner] as? [String] ?? [])
        })
    }
    months = lists("patrimoines", "mois_acceptes")
    requests = lists("reponses_attendues", "depuis")
    self.period = (period.first.iso, period.last.iso)
    let today = String((object["au"] as? String ?? "").prefix(7))
    let last = min(period.last.iso, today)
    trendMonths = (0..<12).map { Self.month(last, plus: $0 - 11) }
  }

  var bailleurs: Set<String> {
    Set(dossiers.flatMap { volets(of: $0).compactMap { $0["bailleur"] as? String } })
  }

  private static func date(_ value: Any?) -> Date? {
    guard let text = value as? String else { return nil }
    let parts = text.split(separator: "-").compactMap { Int($0) }
    return calendar.date(
      from: DateComponents(year: parts[0], month: parts[1], day: parts.count > 2 ? parts[2] : 1))
  }

  private static func month(_ text: String, plus months: Int) -> String {
    guard let first = date(text),
      let date = calendar.date(byAdding: .month, value: months, to: first)
    else { return "" }
    let parts = calendar.dateComponents([.year, .month], from: date)
    return "\(parts.year ?? 0)-\((parts.month ?? 0) < 10 ? "0" : "")\(parts.month ?? 0)"
  }

  private static func days(_ first: Date, _ last: Date) -> Int {
    calendar.dateComponents([.day], from: first, to: last).day ?? 0
  }

  private func volets(of dossier: Object) -> [Object] { dossier["volets"] as? [Object] ?? [] }

  private func obligations(of dossier: Object) -> [Object] {
    dossier["obligations"] as? [Object] ?? []
  }

  /// A duty with what follows from its dates on the day of the export.
  private struct Duty {
    let object: Object
    let isBreach: Bool
    /// `AAAA-MM` of the month that counts it.
    let month: String?
    let measure: Int
    var text: (String) -> String? { { object[$0] as? String } }
  }

  private func judged(_ object: Object) -> Duty {
    let due = Self.date(object["echeance"]) ?? day
    let start = Self.date(object["depart"]) ?? day
    let end = min(Self.date(object["fin"]) ?? day, day)
    let distance = object["ecart_jours"] as? Int
    let isBreach = distance == nil ? end > due : object["imputee"] as? Bool == true
    var month = isBreach ? object["echeance"] as? String : nil
    if !isBreach, ["faite", "transmise"].contains(object["issue"] as? String) {
      month = object["fin"] as? String
    }
    return Duty(
      object: object, isBreach: isBreach, month: month.map { String($0.prefix(7)) },
      measure: distance ?? Self.days(start, end))
  }

  private func isIn(_ month: String?) -> Bool {
    month.map { $0 >= period.first && $0 <= period.last } ?? false
  }

  private func median(_ values: [Int]) -> Int? {
    values.isEmpty ? nil : values.sorted()[(values.count - 1) / 2]
  }

  private func rate(_ late: Int, _ count: Int) -> Int? {
    count == 0 ? nil : Int((Double(late) / Double(count) * 1000).rounded())
  }

  /// All the figures of one bailleur.
  func figures(of bailleur: String) -> Figures {
    let own = dossiers.map { dossier in
      (dossier, obligations(of: dossier).filter { $0["bailleur"] as? String == bailleur })
    }
    let duties = own.flatMap { $0.1.map(judged) }
    let breaches = duties.filter { isIn($0.month) && $0.isBreach }
    let mine = dossiers.filter { dossier in
      volets(of: dossier).contains { $0["bailleur"] as? String == bailleur }
    }
    let open = mine.filter { $0["clos_le"] == nil }
    let late = own.filter { dossier, duties in
      dossier["clos_le"] == nil
        && duties.contains { $0["issue"] as? String == "en_cours" && judged($0).isBreach }
    }
    let active = mine.filter { dossier in
      let opened = String((dossier["cree_le"] as? String ?? "").prefix(7))
      let closed = (dossier["clos_le"] as? String).map { String($0.prefix(7)) }
      return opened <= period.last && closed.map { $0 >= period.first } ?? true
    }
    let waiting = breaches.map { $0.object["attend"] as? [String] ?? [] }.filter { !$0.isEmpty }
    var figures = Figures(
      dossiers: [
        open.count, late.count, active.count, alerts(of: bailleur),
        rate(breaches.count, active.count) ?? -1,
      ],
      waits: ["locataire", "reservataire", "autre_bailleur"].map { who in
        waiting.count { $0.contains(who) }
      } + [waiting.count])
    for code in ["pre", "ins", "cal", "dem", "edl"] {
      let these = duties.filter { $0.text("indicateur") == code }
      let counted = these.filter { isIn($0.month) }
      figures.duties[code] = [
        counted.count, counted.count(where: \.isBreach), median(counted.map(\.measure)),
        rate(counted.count(where: \.isBreach), counted.count),
      ]
      figures.trends[code] = trendMonths.flatMap { month in
        let inMonth = these.filter { $0.month == month }
        return [inMonth.count, inMonth.count(where: \.isBreach)]
      }
    }
    addFiles(of: bailleur, to: &figures)
    let ages = (requests[bailleur] ?? []).compactMap(Self.date).map { Self.days($0, day) }
    let beyond = ages.count { $0 > 5 }
    figures.duties["rep"] = [ages.count, beyond, median(ages), rate(beyond, ages.count)]
    figures.trends["rep"] = []
    return figures
  }

  private func alerts(of bailleur: String) -> Int {
    dossiers.reduce(0) { sum, dossier in
      let own = volets(of: dossier).filter { $0["bailleur"] as? String == bailleur }
        .compactMap { $0["volet"] as? String }
      let alerts = dossier["alertes"] as? [Object] ?? []
      return sum
        + alerts.count {
          $0["pour_action"] as? Bool == true && own.contains($0["volet"] as? String ?? "")
        }
    }
  }

  private func addFiles(of bailleur: String, to figures: inout Figures) {
    let accepted = months[bailleur] ?? []
    let parts = Self.calendar.dateComponents([.year, .month], from: day)
    let today = Self.month("\(parts.year ?? 0)-\(parts.month ?? 0)", plus: 0)
    var over: [String] = []
    if var month = accepted.min() {
      while month < today {
        over.append(month)
        month = Self.month(month, plus: 1)
      }
    }
    let counted = over.filter { isIn($0) }
    let missed = counted.count { !accepted.contains($0) }
    figures.duties["pat"] = [counted.count, missed, nil, rate(missed, counted.count)]
    figures.trends["pat"] = trendMonths.flatMap { month in
      over.contains(month) ? [1, accepted.contains(month) ? 0 : 1] : [0, 0]
    }
  }

  // MARK: What the duties are made of

  /// The duties that do not follow from the dates of their dossier.
  var faults: [String] {
    dossiers.flatMap { dossier in
      obligations(of: dossier).flatMap { faults(of: $0, in: dossier) }
    }
  }

  private func faults(of duty: Object, in dossier: Object) -> [String] {
    let volets = volets(of: dossier)
    guard let own = volets.first(where: { $0["volet"] as? String == duty["volet"] as? String })
    else { return ["no volet"] }
    func latest(_ key: String) -> Date? {
      let dates = volets.compactMap { Self.date($0[key]) }
      return dates.count == volets.count ? dates.max() : nil
    }
    let name = "\(dossier["reference"] ?? "?") \(duty["indicateur"] ?? "?") \(duty["volet"] ?? "?")"
    var faults: [String] = []
    func expect(_ isSo: Bool, _ what: String) {
      if !isSo { faults.append("\(name): \(what)") }
    }
    let (start, due) = (Self.date(duty["depart"]), Self.date(duty["echeance"]))
    let value = duty["valeur"] as? Int ?? -1
    let end = Self.date(duty["fin"])
    expect(own["bailleur"] as? String == duty["bailleur"] as? String, "another bailleur")
    switch duty["indicateur"] as? String {
    case "pre":
      expect(latest("nur_le").map { $0 == start } ?? false, "not from the last NUR")
      expect(own["pre_instruction_le"] == nil || Self.date(own["pre_instruction_le"]) == end, "end")
    case "ins":
      expect(latest("pre_instruction_le").map { $0 == start } ?? false, "not from D1")
      expect(own["instruction_le"] == nil || Self.date(own["instruction_le"]) == end, "end")
    case "dem": expect(latest("effective_le").map { $0 == start } ?? false, "not from D5")
    case "cal":
      let sessions = volets.compactMap { Self.date($0["caleol_le"]) }
      let gap = duty["ecart_jours"] as? Int ?? -1
      if let first = sessions.min(), let last = sessions.max() {
        expect(Self.days(first, last) == gap, "gap")
      }
      if duty["imputee"] as? Bool == true { expect(gap > value, "charged with 8 days or less") }
      return faults
    case "edl":
      let days = volets.flatMap { ($0["etats_des_lieux"] as? [String: String] ?? [:]).values }
      expect((Set(days).count > 1) == (duty["ecart_jours"] as? Int != 0), "inventories")
      return faults
    default: return ["\(name): unknown"]
    }
    if let start, let due { expect(Self.days(start, due) == value, "due") }
    return faults
  }

  // MARK: Forecast

  /// What is awaited on the day with a delay that ends in some: dossier, volet, due day.
  func falling(dueIn days: ClosedRange<Day>) -> Set<[String]> {
    var found: Set<[String]> = []
    for dossier in dossiers where dossier["clos_le"] == nil {
      for duty in dossier["doivent_agir"] as? [Object] ?? [] {
        guard let text = duty["echeance"] as? String, let due = Day(iso: text), days.contains(due)
        else { continue }
        found.insert([dossier["reference"], duty["volet"], text].map { $0 as? String ?? "" })
      }
    }
    return found
  }

  /// Whether a delay of that dossier, volet and due day is late, or was done late.
  func isBroken(_ key: [String]) -> Bool {
    dossiers.contains { dossier in
      dossier["reference"] as? String == key[0]
        && (dossier["horloges"] as? [Object] ?? []).contains { clock in
          clock["volet"] as? String == key[1] && clock["echeance"] as? String == key[2]
            && clock["indicative"] as? Bool == false && clock["retard_jours"] as? Int ?? 0 > 0
        }
    }
  }
}
