import Domain
import Storage

/// `habiter demo`: opens the terminal on invented data.
enum DemoCommand {
  static let spec = CommandSpec(
    words: ["demo"], summary: "Ouvre une démonstration : bailleurs et personnes inventés.",
    details: ["Elle a ses propres fichiers : rien de ce qui s'y fait ne touche vos dossiers."],
    options: [
      OptionSpec(
        name: "--taille", value: "TAILLE", help: "\(DemoSize.names) (par défaut : realiste)",
        choices: DemoSize.allCases.map(\.rawValue)),
      OptionSpec(
        name: "--profil", value: "PROFIL", help: "\(DemoProfile.names) (par défaut : contact1)",
        choices: DemoProfile.allCases.map(\.rawValue)),
      OptionSpec(
        name: "--aujourdhui", value: "JJ/MM/AAAA", help: "le jour que le programme croit être"),
      OpenCommand.readingOption, OpenCommand.lineOption, Launch.themeOption,
    ],
    examples: [
      "habiter demo", "habiter demo --taille petite --profil coordinateur",
      "habiter demo --taille grande",
    ]
  ) { arguments, shell in
    let size =
      try arguments.choice("--taille", among: DemoSize.allCases.map { ($0.rawValue, $0) })
      ?? .realiste
    let profile = try profile(arguments) ?? .contact1
    let clock = try clock(arguments, shell)
    var store = try open(size, clock(), shell)
    if arguments.has("--lecture") {
      store.close()
      store = try shell.demoStore(for: .reading, size: size)
    }
    try OpenCommand.work(
      in: store, try session(profile, in: store, clock: clock), arguments, shell)
    return .success
  }

  /// The demonstration, made before the operator's eyes when there is none; Ctrl-C ends that.
  private static func open(_ size: DemoSize, _ now: Moment, _ shell: Shell) throws -> Store {
    var meter = DemoMeter()
    defer { shell.endProgress() }
    return try Interruption.watched {
      try Demo.open(environment: shell.environment, size: size, clock: now) { progress in
        if Interruption.isAsked {
          throw Refusal(
            "La préparation de la démonstration a été interrompue : il n'en reste rien.",
            remedy: "Relancez « habiter demo » pour la reprendre du début.")
        }
        if let line = meter.line(progress, at: ContinuousClock.now) { shell.progress(line) }
      }
    }
  }

  /// The profile asked for.
  static func profile(_ arguments: ParsedArguments) throws(UsageError) -> DemoProfile? {
    try arguments.choice("--profil", among: DemoProfile.allCases.map { ($0.rawValue, $0) })
  }

  /// The session of a profile.
  ///
  /// - Throws: `Refusal` when the store does not know the profile.
  static func session(
    _ profile: DemoProfile, in store: Store, clock: @escaping @Sendable () -> Moment
  ) throws(Refusal) -> Session {
    guard let actor = Demo.actor(for: profile, in: store) else {
      throw Refusal(
        "Le profil « \(profile.rawValue) » n'est pas dans cette démonstration.",
        remedy: "Choisissez-en un autre : \(DemoProfile.names).")
    }
    return Session(actor: actor, clock: clock)
  }

  private static func clock(
    _ arguments: ParsedArguments, _ shell: Shell
  ) throws(UsageError) -> @Sendable () -> Moment {
    let today = ParisTime.day(of: shell.clock())
    guard let day = try arguments.day("--aujourdhui", today: today) else { return shell.clock }
    return ShiftedClock.clock(shell.clock, on: day)
  }
}
