import Domain

/// What a key, a click or a palette command can ask for.
enum UIAction: Hashable, Sendable {
  case pane(Int)
  case quit, help, palette, redraw, suspend
  case up, down, pageUp, pageDown, first, last
  case nextRegion, previousRegion, open, back, zoom
  case earlier, later
  case filter, sort, reverseSort, columns, column(ColumnEdit)
  case vues, openVue(Int), vue(VueEdit)
  case seances, seance(SeanceEdit)
  case mark, markAll, why, timeline, history, copy, revealNUR, undo, redo
  case sync, retrySync, conflict(ConflictEdit), account(AccountEdit)
  case erase
  case mails, mail(MailEdit)
  case tickets, ticket(TicketEdit)
  case rules, alerts, sendAlerts
  case rappels, rappel(RappelEdit)
  case statistics(StatisticsEdit)
  case patrimoine(PatrimoineEdit)
  case triage(TriageKey), signalement(SignalementEdit), reponse(ReponseEdit)
  case moderation(ModerationEdit)
  case compliance(ComplianceEdit)
  case search, forecast, nextBar, previousBar, toggleWhose
  case nextAct, actMenu, create
  case acts(ActGroup)
  /// One act by itself, chosen in the palette.
  case act(DossierAct)
}

extension UIAction {
  /// More rows than any list has: to its end.
  private static let toTheEnd = 1_000_000_000

  /// How many rows a movement goes down, or up when negative; nil when the action is none.
  ///
  /// - Parameter page: how many rows a page goes.
  func rows(page: Int) -> Int? {
    switch self {
    case .up: -1
    case .down: 1
    case .pageUp: -page
    case .pageDown: page
    case .first: -Self.toTheEnd
    case .last: Self.toTheEnd
    default: nil
    }
  }
}

extension ListViewport {
  /// Does what a movement asks; false when the action is none.
  mutating func move(_ action: UIAction) -> Bool {
    switch action {
    case .pageUp: movePage(-1)
    case .pageDown: movePage(1)
    default:
      guard let rows = action.rows(page: height) else { return false }
      move(by: rows)
    }
    return true
  }
}

/// The acts that share a letter: the first one open is the one meant.
enum ActGroup: CaseIterable, Hashable, Sendable {
  case nur, validate, refuse, caleol, decision, move, lease, inventories, close, note, remind

  /// The acts of the group, in the order in which they are tried.
  var acts: [DossierAct] {
    switch self {
    case .nur: [.enterNUR, .correctNUR]
    case .validate: [.validatePreInstruction, .validateInstruction]
    case .refuse: [.refusePreInstruction, .refuseInstruction]
    case .caleol: [.scheduleCaleol, .postponeCaleol]
    case .decision: [.enterDecision, .liftCondition, .failCondition]
    case .move: [.acceptMove, .proposeMove, .changeMove]
    case .lease: [.signLease, .scheduleLease]
    case .inventories: [.recordInventory]
    case .close: [.closeVolet]
    case .note: [.addNote]
    case .remind: [.remind]
    }
  }
}
