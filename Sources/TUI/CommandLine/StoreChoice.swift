import Domain
import Storage

/// The store that a command works on: the operator's own, or the demonstration under a profile.
enum StoreChoice {
  static let options = [
    OptionSpec(name: "--demo", help: "les dossiers de la démonstration, pas les vôtres"),
    OptionSpec(
      name: "--profil", value: "PROFIL", help: "avec --demo : \(DemoProfile.names)",
      choices: DemoProfile.allCases.map(\.rawValue)),
  ]

  /// The store asked for, and who looks at it.
  ///
  /// - Parameter profile: who works in the demonstration when no profile is given.
  /// - Throws: `UsageError` for a profile outside of it, `Refusal`, `StorageError`.
  static func open(
    _ arguments: ParsedArguments, _ shell: Shell, for purpose: StorePurpose,
    profile standard: DemoProfile = .contact1
  ) throws -> (Store, Session) {
    let profile = try DemoCommand.profile(arguments)
    guard arguments.has("--demo") else {
      if profile != nil {
        throw UsageError("L'option --profil ne va qu'avec --demo.", in: arguments.command)
      }
      let store = try shell.realStore(for: purpose)
      let me = try OpenCommand.operatorAtWork(in: store)
      return (store, Session(actor: me, clock: shell.clock))
    }
    let store = try shell.demoStore(for: purpose)
    return (store, try DemoCommand.session(profile ?? standard, in: store, clock: shell.clock))
  }

  /// The option of the commands that judge delays on another day.
  static let dayOption = OptionSpec(
    name: "--au", value: "JJ/MM/AAAA", help: "le jour auquel juger les délais (aujourd'hui)")

  /// The session, its clock set to the day of `--au`.
  static func onDayAsked(
    _ session: Session, _ arguments: ParsedArguments, _ shell: Shell
  ) throws(UsageError) -> Session {
    let today = ParisTime.day(of: shell.clock())
    guard let day = try arguments.day("--au", today: today) else { return session }
    return Session(actor: session.actor, clock: ShiftedClock.clock(shell.clock, on: day))
  }
}
