import Domain
import FoundationEssentials
import Glibc
import Storage

/// Files that come in beside the screen.
extension StoreEffects {
  /// Begins with a file.
  ///
  /// - Throws: `Refusal` on the field of the path, `StorageError`.
  func start(_ job: ImportJob) throws -> [Message] {
    guard let imports else { throw Refusal("Aucun fichier ne peut être lu d'ici.") }
    let path = FilePath.expanded(job.path)
    guard FilePath.isReadableFile(path) else {
      throw Refusal(
        "Ce fichier n'existe pas, ou ne peut pas être lu.", field: PatrimoineDraft.path,
        remedy: "Vérifiez le chemin ; Tab le complète.")
    }
    let delivery = try store.delivery(of: path, from: job.bailleur, as: session)
    try imports.start(job, delivery, in: store.stock(of: job.bailleur))
    return [.patrimoine(.progress(ImportRun(job: job)))]
  }

  /// What the files beside the screen have to tell.
  func importNews(_ keyMap: KeyMap) -> [Message] {
    switch imports?.news() {
    case nil: return []
    case .progress(let run): return [.patrimoine(.progress(run))]
    case .ended(let job, .stopped): return [.patrimoine(.stopped(job))]
    case .ended(let job, .failed(let error)):
      return [.patrimoine(.failed(job, why: error.french))]
    case .ended(let job, .made(let made)):
      do {
        return try take(made, of: job, keyMap)
      } catch let refusal as Refusal {
        return [.patrimoine(.failed(job, why: refusal.sentence))]
      } catch {
        let why = (error as? StorageError)?.french ?? "L'enregistrement a échoué. Réessayez."
        return [.patrimoine(.failed(job, why: why))]
      }
    }
  }

  /// Records an import that was made; a trial is only told.
  private func take(
    _ made: PatrimoineImport, of job: ImportJob, _ keyMap: KeyMap
  ) throws -> [Message] {
    var result = ImportResult(
      job: job, report: made.report, verdict: made.verdict, counts: made.counts)
    guard !job.isTrial else { return [.patrimoine(.finished(result))] }
    let imported = try store.record(
      made, of: job.bailleur, base: job.base, onBehalf: job.onBehalf, secrets: job.secrets,
      as: session)
    sync?.localAct()
    result.effects = imported.effects
    return [.storeChanged(try world(keyMap: keyMap)), .patrimoine(.finished(result))]
  }
}

/// Paths as people type them.
enum FilePath {
  /// The path with the home folder in the place of its sign.
  static func expanded(_ path: String) -> String {
    guard path == "~" || path.hasPrefix("~/") else { return path }
    let home = ProcessInfo.processInfo.environment["HOME"] ?? "."
    return home + path.dropFirst()
  }

  /// Whether a file of that path can be read.
  static func isReadableFile(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else { return false }
    return access(path, R_OK) == 0
  }

  /// The longest path that every file and folder whose path begins so has in common: folders, and
  /// files that may be a patrimoine.
  static func completed(_ typed: String) -> String {
    let cut = typed.lastIndex(of: "/").map { typed.index(after: $0) } ?? typed.startIndex
    let (folder, start) = (String(typed[..<cut]), typed[cut...])
    let place = folder.isEmpty ? "." : expanded(folder)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
    let fitting = names.filter { name in
      name.hasPrefix(start) && (start.hasPrefix(".") || !name.hasPrefix("."))
    }.filter { name in
      isFolder("\(place)/\(name)") || name.lowercased().hasSuffix(".csv")
    }
    guard let first = fitting.first else { return typed }
    if fitting.count == 1 {
      return folder + first + (isFolder("\(place)/\(first)") ? "/" : "")
    }
    return folder + fitting.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}

extension String {
  /// What both texts begin with.
  fileprivate func commonPrefix(with other: String) -> String {
    String(zip(self, other).prefix { $0 == $1 }.map(\.0))
  }
}
