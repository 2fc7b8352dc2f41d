import Domain
import Storage

/// Whose due acts: mine, those of my organisation, or of every dossier that I see.
enum Whose: Hashable, Sendable {
  case mine, ours, all

  /// The acts as a title names them.
  var label: String {
    switch self {
    case .mine: "mes actes"
    case .ours: "mon organisme"
    case .all: "tous les bailleurs"
    }
  }
}

/// What a screen asks about days.
enum CalendarQuestion: Sendable {
  case load(Whose, through: Day)
  case due(DueWindow)
  /// Who has dossiers together before their commissions.
  case caleolGroups
  /// The commissions of two bailleurs.
  case caleol([OrganisationID])
}

/// What the store answers.
enum CalendarAnswer: Sendable {
  case load(DueLoad)
  case due(DueWindow, [DueAct])
  case caleolGroups([CaleolGroup])
  case caleol([OrganisationID], CaleolFile)
}

extension StoreEffects {
  /// Answers a question about days, for what the operator may see.
  func answer(_ question: CalendarQuestion) throws -> CalendarAnswer {
    let calendar = store.calendar(for: session)
    switch question {
    case .load(let whose, let last):
      return .load(try calendar.load(scope(whose), today: session.today, through: last))
    case .due(let window):
      return .due(
        window, try calendar.acts(scope(window.whose), in: window.days, limit: DueWindow.limit))
    case .caleolGroups: return .caleolGroups(try calendar.caleolGroups())
    case .caleol(let bailleurs):
      var file = CaleolFile(cases: try calendar.cases(between: bailleurs))
      for bailleur in bailleurs {
        file.convened[bailleur] = try calendar.sessions(of: bailleur, from: session.today)
      }
      file.typed = try store.commissionDays()
      return .caleol(bailleurs, file)
    }
  }

  private func scope(_ whose: Whose) -> DueScope {
    switch whose {
    case .mine: .person(session.actor.id)
    case .ours: .bailleur(session.actor.organisation)
    case .all: .everyone
    }
  }
}
