import Domain
import Storage

/// A file to import, or only to try.
struct ImportJob: Equatable, Sendable {
  let bailleur: OrganisationID
  let path: String
  let isTrial: Bool
  /// The import whose stock it is compared with.
  var base: CommandID?
  var onBehalf: OnBehalf?
  var secrets: [Secret] = []

  /// The file's name.
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }
}

/// How far a file is.
struct ImportRun: Sendable {
  let job: ImportJob
  var progress: PatrimoineProgress?
  /// Since it began, in seconds.
  var elapsed = 0.0
  /// Whether the operator was told that leaving the program abandons it.
  var isLeft = false
}

/// What a file gave.
struct ImportResult: Sendable {
  let job: ImportJob
  let report: PatrimoineReport
  let verdict: PatrimoineVerdict
  let counts: StockCounts
  /// What followed for the dossiers; nil of a trial.
  var effects: PatrimoineEffects?
}

/// The files beside the screen: one at a time, on a thread of its own.
final class ImportDesk {
  /// What there is to tell.
  enum News {
    case progress(ImportRun)
    case ended(ImportJob, PatrimoineTask.End)
  }

  private let deliver: @Sendable () -> Void
  private var running: (task: PatrimoineTask, job: ImportJob, since: Double)?

  /// - Parameter deliver: called on another thread when there is something to tell.
  init(deliver: @escaping @Sendable () -> Void) {
    self.deliver = deliver
  }

  /// Whether a file is under way.
  var isBusy: Bool { running != nil }

  deinit { running?.task.stop() }

  /// Begins with a file.
  ///
  /// - Throws: a refusal when another one is not done yet, or the system gives no thread.
  func start(
    _ job: ImportJob, _ delivery: PatrimoineDelivery, in folder: StockFolder
  ) throws(Refusal) {
    guard running == nil else {
      throw Refusal("Un fichier est déjà en cours.", remedy: "Attendez sa fin, ou annulez-le.")
    }
    let task = try PatrimoineTask(
      delivery, in: job.isTrial ? nil : folder, deliver: deliver)
    running = (task, job, Monotonic.now)
  }

  /// Asks the file under way to stop.
  func stop() { running?.task.stop() }

  /// What is new, nil when nothing is.
  func news() -> News? {
    guard let running else { return nil }
    if let end = running.task.take() {
      self.running = nil
      return .ended(running.job, end)
    }
    return running.task.progress().map {
      .progress(
        ImportRun(job: running.job, progress: $0, elapsed: Monotonic.now - running.since))
    }
  }
}
