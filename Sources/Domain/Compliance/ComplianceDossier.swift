/// What a dossier brings to the figures of compliance, whatever the day.
public struct ComplianceDossier: Equatable, Sendable {
  /// The day of its creation.
  public var openedOn: Day
  /// The day on which it ended, nil while it is open.
  public var closedOn: Day?
  /// The bailleurs, volet by volet.
  public var bailleurs: [OrganisationID]
  /// The duties.
  public var duties: [Duty]
  /// The alerts whose cause stands and which ask a contact to act.
  public var alerts: [AlertStanding]

  /// A duty, and whose it is.
  public struct Duty: Equatable, Sendable {
    /// The place of the volet among the bailleurs.
    public var volet: Int
    /// How it went.
    public var course: DutyCourse

    /// A duty of the bailleur in that place.
    public init(volet: Int, course: DutyCourse) {
      self.volet = volet
      self.course = course
    }
  }

  /// An alert, and whose it is.
  public struct AlertStanding: Equatable, Sendable {
    /// The place of the volet among the bailleurs.
    public var volet: Int
    /// Which one.
    public var code: AlertCode
    /// The first day on which it is due.
    public var firstOn: Day

    /// An alert of the bailleur in that place.
    public init(volet: Int, code: AlertCode, firstOn: Day) {
      self.volet = volet
      self.code = code
      self.firstOn = firstOn
    }
  }

  /// What a dossier brings.
  public init(
    openedOn: Day, closedOn: Day?, bailleurs: [OrganisationID], duties: [Duty],
    alerts: [AlertStanding]
  ) {
    self.openedOn = openedOn
    self.closedOn = closedOn
    self.bailleurs = bailleurs
    self.duties = duties
    self.alerts = alerts
  }
}

extension Dossier {
  /// What the dossier brings to the figures; nil before it exists.
  public func compliance(under reglement: Reglement) -> ComplianceDossier? {
    guard let createdOn else { return nil }
    func place(_ name: VoletName) -> Int { volets.firstIndex { $0.name == name } ?? 0 }
    return ComplianceDossier(
      openedOn: createdOn, closedOn: closing?.day, bailleurs: volets.map(\.bailleur),
      duties: obligations(under: reglement).map {
        ComplianceDossier.Duty(volet: place($0.volet), course: $0.course)
      },
      alerts: alerts(under: reglement).filter(\.isForAction).map {
        ComplianceDossier.AlertStanding(
          volet: place($0.volet), code: $0.code, firstOn: $0.firstOn)
      })
  }

  /// The dossier as it was known at the end of a day: what was recorded by then, and nothing of
  /// what was recorded or undone since.
  public func known(on day: Day) -> Dossier {
    if history.last.map({ $0.day <= day }) ?? true { return self }
    var then = Dossier.empty
    for recorded in history where recorded.day <= day { then.apply(recorded) }
    return then
  }
}
