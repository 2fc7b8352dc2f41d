import Domain
import Storage

/// What an update asks the outside to do; the answer comes back as a `Message`.
enum Effect: Sendable {
  /// Read how long a queue is, and where the dossier selected stands in it.
  case loadQueue(
    PaneID, DossierQueue, filter: String, order: DossierOrder, selected: StreamID?)
  /// Get a queue ready to be narrowed letter by letter.
  case prepareFilter(DossierQueue, order: DossierOrder)
  /// Count the dossiers of every queue.
  case loadCounts
  /// Read a stretch of rows.
  case loadRows(PaneID, DossierSequence, Range<Int>, near: DossierMark?)
  /// Read a stretch of rows that may soon come into sight, if the keys leave the time.
  case readAhead(PaneID, DossierSequence, Range<Int>, near: DossierMark)
  /// Read the numbers of a whole list.
  case loadNumbers(DossierSequence)
  /// Read a whole dossier.
  case loadDetail(StreamID)
  /// Look for dossiers by words, or by a reference.
  case search(String)
  /// Find a dossier by its reference.
  case find(reference: String)
  /// Give a dossier to be created its stream and the first free reference.
  case beginCreation
  /// Ask the store about days: what is due when, which commission sits when.
  case consult(CalendarQuestion)
  /// Keep the columns and the order of the list for the next session.
  case keepLayout(ListLayout)
  /// Read the operator's vues, and count what they hold.
  case loadVues
  /// Read the names of the operator's vues, for the palette.
  case nameVues
  /// Keep these vues, then say so.
  case keepVues([DossierVue], said: String)
  /// Keep the sessions typed of a bailleur's commission.
  case keepSessions(Set<Day>, of: OrganisationID)
  /// Find a vue by its name.
  case findVue(String)
  /// Decide and record an act.
  case perform(Act)
  /// Go through a stretch of an act on several dossiers.
  case bulk(BulkWork)
  /// Find the step that a key takes back: the last one on a dossier, else the last one of all,
  /// those left out that can be taken back no more.
  case prepareUndo(StreamID?, skipping: Set<CommandID>)
  /// Record the consultation, then show the NUR of these volets.
  case revealNUR(StreamID, [VoletName])
  /// Put a text on the terminal's clipboard.
  case copy(String)
  /// Edit a text in the operator's editor.
  case edit(String)
  /// Become somebody else (demo only).
  case changeProfile(DemoProfile)
  /// Take the mouse, or leave it to the terminal.
  case toggleMouse
  /// Change the colours.
  case setTheme(Theme)
  /// Leave the acts to others, or take them up again.
  case toggleReading
  /// Try the shared database now.
  case retrySync
  /// Read what waits to be sent and what asks for somebody.
  case loadSync
  /// Read an act that did not hold, with what was done meanwhile.
  case loadConflict(CommandID)
  /// Note what a person has done about an act that did not hold.
  case settle(CommandID, Settlement)
  /// Read the dossiers whose personal data are to be erased.
  case loadErasures
  /// Read the mails that leave this desk, or decide on one.
  case mails(MailRequest)
  /// Read the tickets that this desk asks of Redmine, or decide on one.
  case tickets(TicketRequest)
  /// Compute the statistics.
  case loadStatistics
  /// Write the statistics as a page.
  case writeStatistics
  /// Put the weekly review together, or write it as a page.
  case review(isWritten: Bool)
  /// Read a page of the journal.
  case journal(JournalRequest)
  /// Write out what is held about the household that leaves the logement of a volet.
  case exportAccess(StreamID, VoletName)
  /// Ask the store about patrimoines, or record an act on one.
  case patrimoine(PatrimoineRequest)
  /// Ask the store about signalements, or record an act on one.
  case signalements(SignalementRequest)
  /// Show the screens as they stood at the end of a day.
  case visit(Day)
  /// Show today again.
  case comeBack
  case rules(RulesRequest)
  case alerts(AlertsRequest)
  /// Count what asks for somebody in panes that are not open.
  case loadAlarms
  /// Ask the store about annonces, or record an act on one.
  case moderation(ModerationRequest)
  /// Ask the store about rappels, or record an act on one.
  case rappels(RappelRequest)
  /// Ask the store about compliance.
  case compliance(ComplianceRequest)
  /// Show a file in another program.
  case view(String, with: [String])
  /// Ask the shared database about accounts; it answers by itself, later.
  case accounts(AccountRequest)
  /// Look whether another program has written in the store.
  case follow
  /// Draw the whole screen again.
  case redraw
  /// Give the terminal back to the shell for a while.
  case suspend
  /// End the program.
  case quit
}

/// What reaches an update: what the operator did, or what an effect brought back.
enum Message: Sendable {
  case input(InputEvent)
  case queueLoaded(PaneID, DossierSequence, index: Int?)
  case countsLoaded([DossierQueue: Int])
  case rowsLoaded(PaneID, DossierSequence, first: Int, [DossierRow])
  case numbersLoaded(DossierSequence, [Int])
  case detailLoaded(StreamID, DossierDetail?)
  case bulkAdvanced([BulkEntry])
  case found(reference: String, StreamID?)
  case creationBegun(StreamID, reference: String)
  case answered(CalendarAnswer)
  case searched(String, DossierSearch)
  case vuesLoaded([DossierVue], counts: [Int])
  case vuesNamed([String])
  case vueFound(name: String, DossierVue?)
  case undoPrepared(PreparedUndo)
  case performed(Receipt)
  case refused(Refusal)
  case revealed([VoletName: String])
  case syncLoaded(SyncFile)
  case conflictLoaded(ConflictCase?)
  case accountAnswer(AccountAnswer)
  case erasuresLoaded([DossierRow])
  case mailsLoaded(MailsFile)
  case mailLoaded(MailFile?)
  /// The mails have changed by themselves.
  case mailsMoved([QueuedMail])
  case ticketsLoaded(TicketsFile)
  case ticketLoaded(TicketFile?)
  /// The tickets have changed by themselves, or Redmine answers again, or no more.
  case ticketsMoved([QueuedTicket], silence: String?)
  case statisticsLoaded(StatisticsReport?, Refusal?)
  case reviewLoaded(SectionedReport)
  case journalLoaded(JournalRequest, JournalPage)
  case patrimoine(PatrimoineAnswer)
  case signalements(SignalementAnswer)
  case alarmsLoaded(PaneAlarms)
  case rulesLoaded(Regles)
  case simulated(RuleSimulation)
  case alertsLoaded(AlertsFile)
  /// What a form asked for is done.
  case formDone(said: String)
  /// Another day is shown.
  case travelled(World, said: String)
  case moderation(ModerationAnswer)
  case rappels(RappelAnswer)
  case compliance(ComplianceAnswer)
  case edited(String?)
  case worldChanged(World)
  case profileChanged(World)
  case storeChanged(World)
  case said(Toast)
}

/// The panes, in the order of their digits.
enum PaneID: Int, CaseIterable, Sendable {
  case accueil = 1
  case dossiers = 2
  case signalements = 3
  case moderation = 4
  case patrimoine = 5
  case bailleurs = 6
  case conformite = 7
  case statistiques = 9

  /// The pane's name in the top line.
  var label: String {
    switch self {
    case .accueil: "Accueil"
    case .dossiers: "Dossiers"
    case .signalements: "Signalements"
    case .moderation: "Modération"
    case .patrimoine: "Patrimoine"
    case .bailleurs: "Bailleurs"
    case .conformite: "Conformité"
    case .statistiques: "Statistiques"
    }
  }
}
