import Domain

extension Account {
  /// Whether a shared database may begin with it: a super administrator's of Aatiko, who creates
  /// the others.
  func isFirst(of organisation: Organisation) -> Bool {
    let person = person.person
    return isWellFormed && organisation.isWellFormed && organisation.kind == .aatiko
      && person.organisation == organisation.id && !isDisabled
      && person.roles.contains(.aatikoSuperAdministrator)
      && person.roles.allSatisfy { $0.organisationKind == .aatiko }
  }
}

/// The random words that a shared database is given when it is made.
enum SharedKey {
  /// 256 bits, in hexadecimal.
  static func random(_ generator: inout some RandomNumberGenerator) -> String {
    let bytes = (0..<4).flatMap { _ in withUnsafeBytes(of: generator.next()) { Array($0) } }
    return SHA256.hex(bytes)
  }
}
