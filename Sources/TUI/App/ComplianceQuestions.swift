import Domain
import Storage

/// What the screen asks about compliance.
enum ComplianceRequest: Sendable {
  /// The board over a period, with the bailleurs whose breaches are repeated.
  case board(CompliancePeriod)
  /// What falls due within seven days, and how the forecast of a week ago came out.
  case forecast
  /// The dossiers behind a figure.
  case cases(ComplianceQuestion)
}

/// What the store answers about compliance.
enum ComplianceAnswer: Sendable {
  case board(ComplianceBoard)
  case forecast(ComplianceOutlook)
  case cases(ComplianceQuestion, ComplianceCases)
}

/// The board, and what is proposed by it.
struct ComplianceBoard: Equatable, Sendable {
  var table: ComplianceTable
  var repeated: [RepeatedBreach]
}

/// What falls due, and how far the forecast can be believed.
struct ComplianceOutlook: Equatable, Sendable {
  /// What falls due by contact, the most urgent first.
  var contacts: [[DueAct]]
  /// The forecast of a week ago held against what came of it.
  var backtest: ComplianceBacktest
}

extension StoreEffects {
  /// Carries out what is asked about compliance.
  ///
  /// - Throws: `Refusal`, `StorageError`.
  func answer(_ request: ComplianceRequest) throws -> [Message] {
    switch request {
    case .board(let period):
      return [.compliance(.board(try board(period)))]
    case .forecast: return [.compliance(.forecast(try outlook()))]
    case .cases(let question):
      return [
        .compliance(.cases(question, try store.complianceCases(question, for: session)))
      ]
    }
  }

  /// The board; those who see no bailleur by name see no proposal.
  func board(_ period: CompliancePeriod) throws -> ComplianceBoard {
    let table = try store.compliance(period, for: session)
    let repeated = table.lines.isEmpty ? [] : try store.repeatedBreaches(for: session)
    return ComplianceBoard(table: table, repeated: repeated)
  }

  /// What falls due within the days of a forecast, of those whose board the operator sees.
  func outlook() throws -> ComplianceOutlook {
    let today = session.today
    let acts = try store.calendar(for: session).acts(
      .everyone, in: today...ComplianceForecast.last(from: today), limit: DueWindow.limit
    ).filter { session.actor.standing(to: .seeCompliance, of: $0.bailleur) >= .read }
    return ComplianceOutlook(
      contacts: DueSheet.byContact(acts),
      backtest: try store.complianceBacktest(
        from: today - ComplianceForecast.days, for: session))
  }
}
