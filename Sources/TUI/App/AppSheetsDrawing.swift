import Domain
import Storage

/// The room that the screens over the panes take, and how they are drawn.
extension Sheet {
  /// Gives it the room inside its frame.
  mutating func fit(_ room: Size, in world: World) {
    switch self {
    case .due(var sheet):
      sheet.setHeight(room.rows)
      self = .due(sheet)
    case .search(var sheet):
      sheet.setHeight(SearchSheetView.listHeight(in: room))
      self = .search(sheet)
    case .vues(var vues):
      vues.setHeight(room.rows - 2)
      self = .vues(vues)
    case .report(var list):
      list.setHeight(room)
      self = .report(list)
    case .groups(var groups):
      groups.setHeight(room.rows)
      self = .groups(groups)
    case .seances(var seances):
      let whole = Rect(column: 0, row: 0, width: room.columns + 2, height: room.rows + 2)
      let layout = SeancesLayout(whole)
      seances.setHeights(top: layout.pairs.inset().height, bottom: layout.dossiers.inset().height)
      self = .seances(seances)
    case .sync(var sync):
      sync.setHeight(SyncSheetView.listHeight(in: room, world))
      self = .sync(sync)
    case .conflict(var conflict):
      conflict.fit(room, in: world)
      self = .conflict(conflict)
    case .erasures(var erasures):
      erasures.setHeight(ErasuresSheetView.listHeight(in: room))
      self = .erasures(erasures)
    case .mails(var mails):
      mails.setHeight(MailsSheetView.listHeight(in: room, mails))
      self = .mails(mails)
    case .mail(var mail):
      mail.fit(room, in: world)
      self = .mail(mail)
    case .tickets(var tickets):
      tickets.setHeight(TicketsSheetView.listHeight(in: room, tickets))
      self = .tickets(tickets)
    case .ticket(var ticket):
      ticket.fit(room, in: world)
      self = .ticket(ticket)
    case .stock(var stock):
      stock.fit(room)
      self = .stock(stock)
    case .triage(var triage):
      triage.fit(room)
      self = .triage(triage)
    default: fitOther(room, in: world)
    }
  }

  /// The same of the screens of compliance.
  private mutating func fitOther(_ room: Size, in world: World) {
    switch self {
    case .rules(var rules):
      rules.setHeight(RulesSheetView.listHeight(in: room))
      self = .rules(rules)
    case .simulation(var simulation):
      simulation.setHeight(SimulationSheetView.listHeight(in: room))
      self = .simulation(simulation)
    case .journal(var journal):
      journal.setHeight(JournalSheetView.listHeight(in: room))
      self = .journal(journal)
    case .alerts(var alerts):
      alerts.fit(room)
      self = .alerts(alerts)
    case .rappels(var rappels):
      rappels.fit(room, in: world)
      self = .rappels(rappels)
    case .figure(var figure):
      figure.setHeight(FigureSheetView.listHeight(in: room))
      self = .figure(figure)
    case .review(var review):
      review.fit(room)
      self = .review(review)
    default: break
    }
  }
}

extension App {
  /// Draws the screen over the panes.
  func draw(_ shown: Sheet, on surface: inout Surface, _ frame: FrameLayout) {
    switch shown {
    case .due(let due):
      DueSheetView(sheet: due, world: world).draw(on: &surface, in: frame.body)
    case .search(let search):
      SearchSheetView(sheet: search, world: world).draw(on: &surface, in: frame.body)
    case .columns(let columns):
      drawPane(on: &surface, frame)
      let size = ColumnsSheetView.size
      let rect = frame.body.splitBottom(size.rows).bottom.splitRight(size.columns).right
      surface.fill(rect)
      ColumnsSheetView(sheet: columns, layout: dossiers.layout, room: listRoom, world: world)
        .draw(on: &surface, in: rect)
    case .vues(let vues):
      VuesSheetView(sheet: vues, world: world).draw(on: &surface, in: frame.body)
    case .report(let list):
      BulkListView(list: list, note: list.summary).draw(on: &surface, in: frame.body)
    case .groups(let groups):
      CaleolGroupsView(sheet: groups, world: world).draw(on: &surface, in: frame.body)
    case .seances(let seances):
      SeancesView(sheet: seances, world: world).draw(on: &surface, in: frame.body)
    case .sync(let sync):
      SyncSheetView(sheet: sync, world: world).draw(on: &surface, in: frame.body)
    case .conflict(let conflict): conflict.draw(on: &surface, in: frame.body)
    case .erasures(let erasures):
      ErasuresSheetView(sheet: erasures, world: world).draw(on: &surface, in: frame.body)
    case .mails(let mails):
      MailsSheetView(sheet: mails, world: world).draw(on: &surface, in: frame.body)
    case .mail(let mail): mail.draw(on: &surface, in: frame.body)
    case .tickets(let tickets):
      TicketsSheetView(sheet: tickets, world: world).draw(on: &surface, in: frame.body)
    case .ticket(let ticket): ticket.draw(on: &surface, in: frame.body)
    case .stock(let stock): draw(stock, on: &surface, in: frame.body)
    case .triage(let triage): triage.draw(on: &surface, in: frame.body)
    case .rules(let rules):
      RulesSheetView(sheet: rules, world: world).draw(on: &surface, in: frame.body)
    case .simulation(let simulation):
      SimulationSheetView(sheet: simulation, world: world).draw(on: &surface, in: frame.body)
    case .journal(let journal):
      JournalSheetView(sheet: journal, world: world).draw(on: &surface, in: frame.body)
    case .alerts(let alerts):
      AlertsSheetView(sheet: alerts, world: world).draw(on: &surface, in: frame.body)
    case .rappels(let rappels):
      RappelsSheetView(sheet: rappels, world: world).draw(on: &surface, in: frame.body)
    case .figure(let figure):
      FigureSheetView(sheet: figure, world: world).draw(on: &surface, in: frame.body)
    case .review(let review): review.draw(on: &surface, in: frame.body)
    }
  }
}
