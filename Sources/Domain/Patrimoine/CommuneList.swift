/// The communes of Île-de-France by their code (COG), as far as they are known.
///
/// Paris and the three départements around it are complete. Of the four others the list has the
/// communes with most social housing: there a code of the right form that it does not have may
/// exist, and is let through.
public struct CommuneList: Sendable {
  /// What a code is.
  enum Standing: Equatable, Sendable {
    case known(Int), possible, wholeParis, unknown, elsewhere, malformed
  }

  /// The names, by the place that ``Standing/known(_:)`` gives.
  let names: [String]
  /// Their codes.
  private let codes: [String]
  /// Their folded names, made alike as ``plain(_:)`` does.
  private let plainNames: [String]
  /// The place of each code in `names`, by ``slot(_:)``, -1 when it has none.
  private var places = [Int16](repeating: -1, count: 8 * 1000)

  /// The communes that the product knows.
  public static let known = CommuneList()

  init() {
    var names: [String] = []
    var codes: [String] = []
    for district in CommuneNames.all {
      for entry in district.communes.split(separator: ";") {
        guard let number = Int(entry.prefix(3)), let row = Self.row(district.departement) else {
          continue
        }
        places[row * 1000 + number] = Int16(names.count)
        names.append(String(entry.dropFirst(4)))
        codes.append("\(district.departement)\(entry.prefix(3))")
      }
    }
    self.names = names
    self.codes = codes
    plainNames = names.map(Self.plain)
  }

  /// What the code of a field is.
  func standing(_ field: PatrimoineField) -> Standing {
    guard field.count == 5 else { return .malformed }
    let isCorsican =
      field[0] == UInt8(ascii: "2") && (field[1] | 0x20 == 0x61 || field[1] | 0x20 == 0x62)
    guard let number = PatrimoineField(rebasing: field[2...]).integer(digits: 3) else {
      return .malformed
    }
    if isCorsican { return .elsewhere }
    guard let departement = PatrimoineField(rebasing: field[..<2]).integer(digits: 2) else {
      return .malformed
    }
    guard let row = Self.row(departement) else { return .elsewhere }
    let place = places[row * 1000 + number]
    if place >= 0 { return .known(Int(place)) }
    if departement == 75 { return number == 56 ? .wholeParis : .unknown }
    let isListed = [92, 93, 94].contains(departement)
    return isListed || !(1..<700).contains(number) ? .unknown : .possible
  }

  /// Whether a label is that commune's: case, accents, hyphens, « St » for « Saint », and the
  /// arrondissement of Paris do not count.
  func isName(_ label: String, at place: Int) -> Bool {
    let plain = Self.plain(label)
    if plain == plainNames[place] { return true }
    return plainNames[place].hasPrefix("paris ") && Self.isParis(plain, plainNames[place])
  }

  /// The code of the commune of that name, nil when no commune known has it.
  func code(named label: String) -> String? {
    let plain = Self.plain(label)
    return plainNames.firstIndex(of: plain).map { codes[$0] }
  }

  /// Whether a département, its two digits, is of the region.
  static func isInRegion(_ departement: Int) -> Bool { row(departement) != nil }

  /// « Paris », « Paris 13 », « Paris 13e arrondissement » all do.
  private static func isParis(_ label: String, _ name: String) -> Bool {
    guard label.hasPrefix("paris") else { return false }
    let number = label.filter { $0 >= "0" && $0 <= "9" }
    return number.isEmpty || Int(number) == Int(name.filter { $0 >= "0" && $0 <= "9" })
  }

  private static func plain(_ label: String) -> String {
    let words = label.folded.split { " -'.".contains($0) }
    return words.map { $0 == "st" ? "saint" : $0 == "ste" ? "sainte" : String($0) }
      .joined(separator: " ")
  }

  private static func row(_ departement: some StringProtocol) -> Int? {
    Int(departement).flatMap(row)
  }

  private static func row(_ departement: Int) -> Int? {
    switch departement {
    case 75: 0
    case 77: 1
    case 78: 2
    case 91...95: departement - 88
    default: nil
    }
  }
}
