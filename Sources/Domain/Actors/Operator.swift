/// A person who works with the program.
public struct Operator: Hashable, Codable, Sendable {
  /// The person's identity.
  public var id: OperatorID
  /// The name other operators read.
  public var name: String
  /// The organisation the person acts for.
  public var organisation: OrganisationID
  /// What the person is entitled to be there.
  public var roles: Set<Role>

  /// An operator.
  ///
  /// - Parameters:
  ///   - id: the person's identity.
  ///   - name: the name other operators read.
  ///   - organisation: the organisation the person acts for.
  ///   - roles: what the person is entitled to be there.
  public init(id: OperatorID, name: String, organisation: OrganisationID, roles: Set<Role>) {
    self.id = id
    self.name = name
    self.organisation = organisation
    self.roles = roles
  }

  private enum CodingKeys: String, CodingKey {
    case id, name, organisation, roles
  }

  /// Reads an operator.
  ///
  /// - Throws: `DecodingError` when a key is missing or a role unknown.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(OperatorID.self, forKey: .id)
    name = try container.decode(String.self, forKey: .name)
    organisation = try container.decode(OrganisationID.self, forKey: .organisation)
    roles = Set(try container.decode([Role].self, forKey: .roles))
  }

  /// Writes an operator, the roles in the order of the matrix: equal operators give equal bytes.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(name, forKey: .name)
    try container.encode(organisation, forKey: .organisation)
    try container.encode(roles.sorted(), forKey: .roles)
  }
}
