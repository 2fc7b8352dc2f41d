/// Every command, in the order of the help: the one source of parsing, help and documentation.
enum CommandTable {
  static let all: [CommandSpec] =
    [
      OpenCommand.spec, DemoCommand.spec, ListCommand.spec, ShowCommand.spec, ActCommand.spec,
      MeCommand.spec, SyncCommand.spec,
    ] + AccountCommand.specs + [
      ConfigCommand.spec, ImportCommand.spec, ImportCommand.annonces, ExportCommand.spec,
    ] + SignalementSpecs.all + ModerationCommand.specs + [ComplianceCommand.spec]
    + PatrimoineSpecs.all + [
      VerifyCommand.spec, BackupCommand.spec, RestoreCommand.spec,
    ] + [AlertCommand.spec, RappelsCommand.spec] + MailCommand.specs + TicketCommand.specs
    + [JournalCommand.spec] + ReportCommand.specs + RgpdCommand.specs + [
      RgpdSignalements.spec
    ]
    + ServerCommand.specs + [
      HelpCommand.spec, VersionCommand.spec,
    ]
}
