/// What an import says of a file for ever: no line of it, no text.
public struct PatrimoineFacts: Codable, Equatable, Sendable {
  /// The day in the file's name; nil when the name is not of the form.
  public var day: Day?
  /// The number of the sending that day.
  public var number: Int?
  /// The SHA-256 of its bytes, hexadecimal.
  public var digest: String
  /// The lines of logements read.
  public var lines: Int
  /// Those rejected.
  public var rejected: Int
  /// The logements of the stock that the file gives.
  public var logements: Int
  /// Those that the stock before did not have.
  public var added: Int
  /// Those with another value than before.
  public var changed: Int
  /// Those that the file does not have any more.
  public var removed: Int
  /// What was found, by code, the gravest first.
  public var codes: [PatrimoineCount]

  /// The facts of a file.
  public init(
    day: Day?, number: Int?, digest: String, lines: Int, rejected: Int,
    codes: [PatrimoineCount]
  ) {
    self.day = day
    self.number = number
    self.digest = digest
    self.lines = lines
    self.rejected = rejected
    self.codes = codes
    (logements, added, changed, removed) = (0, 0, 0, 0)
  }

  /// What becomes of the file.
  public var verdict: PatrimoineVerdict {
    PatrimoineVerdict(of: codes.compactMap(\.known), rejected: rejected)
  }
}

/// How often a code was found in a file.
public struct PatrimoineCount: Codable, Equatable, Sendable {
  /// The code as the contract writes it: « PAT-L25 ». A text, since a later contract may have more.
  public var code: String
  /// How often.
  public var count: Int
  /// The tenants whom the lines so rejected keep from registering.
  public var tenants: Int

  /// A count.
  public init(_ code: PatrimoineCode, count: Int, tenants: Int = 0) {
    self.code = code.label
    self.count = count
    self.tenants = tenants
  }

  /// The code; nil when a later version of the program knows it.
  public var known: PatrimoineCode? { PatrimoineCode(label: code) }
}

extension PatrimoineCode {
  /// The code of that label, nil when there is none.
  public init?(label: String) {
    guard let code = Self.byLabel[label] else { return nil }
    self = code
  }

  private static let byLabel = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0.label, $0) })
}
