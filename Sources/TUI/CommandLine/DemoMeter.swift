import Storage

/// Says how the making of a demonstration goes: how much is done, how fast, how long is left.
struct DemoMeter {
  private var part: DemoProgress.Part?
  private var began: ContinuousClock.Instant?
  private var said: ContinuousClock.Instant?

  /// The line to show now, nil when one was shown a moment ago.
  mutating func line(_ progress: DemoProgress, at now: ContinuousClock.Instant) -> String? {
    if part != progress.part { (part, began, said) = (progress.part, now, nil) }
    if let said, now - said < .milliseconds(100) { return nil }
    said = now
    return text(of: progress, at: now)
  }

  // Never longer than 79 columns: a line that wraps is not drawn over by the next.
  private func text(of progress: DemoProgress, at now: ContinuousClock.Instant) -> String {
    let share = "\(progress.done.frenchGrouped) sur \(progress.total.frenchGrouped)"
    return switch progress.part {
    case .planning: "Dossiers prévus : \(share). Ctrl-C abandonne."
    case .making: "Dossiers : \(share)\(pace(of: progress, at: now)). Ctrl-C abandonne."
    case .indexing: "Démonstration : index des listes…"
    case .annonces: "Annonces : \(share) bailleurs. Ctrl-C abandonne."
    case .patrimoine: "Patrimoines : \(share) bailleurs. Ctrl-C abandonne."
    case .signalements: "Signalements : \(share). Ctrl-C abandonne."
    }
  }

  /// Nothing is said of the pace before the first second: it would be wrong.
  private func pace(of progress: DemoProgress, at now: ContinuousClock.Instant) -> String {
    guard let began, progress.done > 0 else { return "" }
    let spent = (now - began) / .milliseconds(1)
    guard spent >= 1_000 else { return "" }
    let rate = Double(progress.done) * 1_000 / spent
    let left = Int((Double(progress.total - progress.done) / rate).rounded(.up))
    let time = left < 60 ? "\(left) s" : "\(left / 60) min \(left % 60) s"
    return ", \(Int(rate).frenchGrouped)/s, reste \(time)"
  }
}

extension BinaryInteger {
  /// « 100 000 », as French groups digits.
  var frenchGrouped: String { Int(self).french }
}
