import Domain

extension Store {
  /// Draws the salts of this month and the next that are missing, when whoever works here draws
  /// them: so that the draw never waits for anybody.
  ///
  /// - Returns: the months that got one.
  /// - Throws: `StorageError`.
  @discardableResult
  public func drawSalts(as session: Session) throws -> [CivilMonth] {
    guard reading == nil, session.actor.roles.contains(where: Tirage.mayDraw) else { return [] }
    let stream = Tirage.stream(of: session.actor.organisation)
    let tirage: Tirage = try reader.snapshot { try Streams(reader).load(stream) }
    let months = tirage.monthsToDraw(on: session.today)
    for month in months { try drawSalt(of: month, as: session) }
    return months
  }

  /// The salt of a month for those who may know it; nil for others, and when there is none.
  ///
  /// - Throws: `StorageError`.
  public func drawSalt(of month: CivilMonth, for session: Session) throws -> DrawSalt? {
    guard session.seesDraw else { return nil }
    return try AnnonceView(connection: reader).salt(of: month)
  }

  /// Draws the salt of a month.
  ///
  /// - Throws: `Refusal` when it has one, `StorageError`.
  func drawSalt(of month: CivilMonth, as session: Session) throws {
    var random = SystemRandomNumberGenerator()
    let bytes = (0..<4).flatMap { _ in withUnsafeBytes(of: random.next()) { Array($0) } }
    guard let salt = DrawSalt(bytes: bytes) else {
      throw StorageError(.misuse, "a salt of another length")
    }
    let owner = session.actor.organisation
    let order = Order<Tirage>(
      stream: Tirage.stream(of: owner),
      command: .drawSalt(owner: owner, month: month, salt: salt), secrets: [], onBehalf: nil)
    try recordWhole {
      ((), [try record(order, as: session, at: session.clock()).logRecord])
    }
  }
}
