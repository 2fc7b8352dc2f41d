/// What statistics keep of a dossier: days, places and how it ended; nothing of anybody.
public struct DossierFigure: Equatable, Sendable {
  /// One of the logements exchanged: a household leaves it, so two figures make an exchange.
  public struct Home: Hashable, Sendable {
    /// Whose it is.
    public var bailleur: OrganisationID
    /// How many rooms it has.
    public var typologie: Typologie
    /// The département, two characters.
    public var departement: String

    /// A logement by what statistics tell apart.
    public init(bailleur: OrganisationID, typologie: Typologie, departement: String) {
      self.bailleur = bailleur
      self.typologie = typologie
      self.departement = departement
    }
  }

  /// How a dossier ended.
  public struct Ending: Equatable, Sendable {
    /// The day.
    public var day: Day
    /// The outcome.
    public var outcome: Closing.Outcome
    /// The motive given, when one was.
    public var motive: Motive?

    /// An ending.
    public init(day: Day, outcome: Closing.Outcome, motive: Motive? = nil) {
      self.day = day
      self.outcome = outcome
      self.motive = motive
    }
  }

  /// The day of its creation.
  public var createdOn: Day
  /// The days on which it passed each step, in the order of ``steps``; nil while it has not.
  public var passedOn: [Day?]
  /// How it ended, if it has.
  public var ending: Ending?
  /// The moving date, of an exchange that came about.
  public var movedOn: Day?
  /// The logements.
  public var homes: [Home]

  /// The statuses of an open dossier but the last; what ends one begins the next.
  public static let steps: [DossierStatus] = [
    .constitution, .preInstruction, .instruction, .awaitingCaleol, .partialDecision,
    .conditionPending, .attributedByBoth, .moveScheduled,
  ]

  /// A figure; `passedOn` has a day or nil for each of ``steps``.
  public init(
    createdOn: Day, passedOn: [Day?], ending: Ending? = nil, movedOn: Day? = nil, homes: [Home]
  ) {
    self.createdOn = createdOn
    self.passedOn = passedOn
    self.ending = ending
    self.movedOn = movedOn
    self.homes = homes
  }

  /// The status at the end of a day; nil before the creation.
  public func status(on day: Day) -> DossierStatus? {
    guard createdOn <= day else { return nil }
    if let ending, ending.day <= day { return ending.outcome.status }
    let open = zip(Self.steps, passedOn).first { _, passed in passed.map { $0 > day } ?? true }
    return open?.0 ?? .toClose
  }

  /// The day of the last NUR, from which the instruction counts.
  public var nurOn: Day? { passedOn.first ?? nil }

  /// The day of the decision that settled it: the second favourable one, or the one that ended it.
  public var decidedOn: Day? {
    if let ending, ending.outcome == .notAttributed || ending.outcome == .irrecevable {
      return ending.day
    }
    return passedOn.count > 4 ? passedOn[4] : nil
  }

  /// The days from the last NUR to the decision.
  public var daysToDecision: Int? {
    guard let nurOn, let decidedOn, decidedOn >= nurOn else { return nil }
    return decidedOn - nurOn
  }

  /// The days from the second decision to the move.
  public var daysToMove: Int? {
    guard let movedOn, passedOn.count > 4, let decided = passedOn[4], movedOn >= decided else {
      return nil
    }
    return movedOn - decided
  }
}

extension Dossier {
  /// What statistics keep of it; nil before its creation.
  public var figure: DossierFigure? {
    guard let createdOn else { return nil }
    func last(_ day: (Volet) -> Day?) -> Day? {
      let days = volets.compactMap(day)
      return days.count == volets.count ? days.max() : nil
    }
    let favourable = volets.compactMap { volet in
      volet.decision?.value.isFavourable == true ? volet.decision?.day : nil
    }
    let isDecided = favourable.count == volets.count
    let inventoried = last { volet in
      volet.inventories.count == Inventory.allCases.count ? volet.inventories.values.max() : nil
    }
    return DossierFigure(
      createdOn: createdOn,
      passedOn: [
        last { $0.nur?.day }, last(\.preValidatedOn), last(\.instructedOn), favourable.min(),
        isDecided ? favourable.max() : nil, last(\.effectiveOn), move?.agreedOn, inventoried,
      ],
      ending: closing.map {
        DossierFigure.Ending(day: $0.day, outcome: $0.outcome, motive: $0.reason?.motive)
      },
      movedOn: closing?.outcome == .realised ? move?.date : nil,
      homes: volets.map {
        DossierFigure.Home(
          bailleur: $0.bailleur, typologie: $0.logement.typologie,
          departement: $0.logement.insee.departement)
      })
  }
}
