import Domain
import Storage

/// Says how the reading of a patrimoine file goes: how much is read, how fast, how long is left.
struct PatrimoineMeter {
  private var began: ContinuousClock.Instant?
  private var said: ContinuousClock.Instant?
  private var part: PatrimoineProgress.Part?

  /// The line to show now, nil when one was shown a moment ago.
  mutating func line(
    _ progress: PatrimoineProgress, at now: ContinuousClock.Instant
  ) -> String? {
    if progress.part == .reading, began == nil { began = now }
    if part != progress.part { (part, said) = (progress.part, nil) }
    if let said, now - said < .milliseconds(100) { return nil }
    said = now
    return switch progress.part {
    case .copying: "Patrimoine actuel : copie… Ctrl-C abandonne."
    case .reading: "\(reading(progress, at: now)). Ctrl-C abandonne."
    case .saving: "\(progress.lines.frenchGrouped) lignes lues ; enregistrement…"
    }
  }

  /// Nothing is said of the pace before half a second: it would be wrong.
  private func reading(
    _ progress: PatrimoineProgress, at now: ContinuousClock.Instant
  ) -> String {
    let share = progress.size > 0 ? progress.bytes * 100 / progress.size : 100
    let read = "\(progress.lines.frenchGrouped) lignes lues, \(share) %"
    guard let began else { return read }
    let spent = (now - began) / .milliseconds(1)
    guard spent >= 500, progress.bytes > 0 else { return read }
    let rate = Int(Double(progress.lines) * 1_000 / spent)
    let rest = Double(progress.size - progress.bytes) / Double(progress.bytes) * spent / 1_000
    let left = Int(rest.rounded(.up))
    let time = left < 60 ? "\(left) s" : "\(left / 60) min \(left % 60) s"
    return "\(read), \(rate.frenchGrouped)/s, reste \(time)"
  }
}

extension PatrimoineMeter {
  /// Reads a file while its progress is shown; Ctrl-C ends it, with everything as it was.
  ///
  /// - Parameter read: the reading, told by false that it is to end; it then gives nil.
  /// - Throws: `Refusal` when it was interrupted, what `read` throws.
  static func watching(
    _ shell: Shell,
    _ read: ((PatrimoineProgress) -> Bool) throws -> PatrimoineImport?
  ) throws -> PatrimoineImport {
    var meter = PatrimoineMeter()
    defer { shell.endProgress() }
    let made = try Interruption.watched {
      try read { progress in
        if let line = meter.line(progress, at: ContinuousClock.now) { shell.progress(line) }
        return !Interruption.isAsked
      }
    }
    guard let made else {
      throw Refusal(
        "La lecture du fichier a été interrompue : rien n'a été enregistré.",
        remedy: "Relancez la commande pour le reprendre du début.")
    }
    return made
  }
}
