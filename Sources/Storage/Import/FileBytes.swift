import Glibc

/// A regular file read once from its beginning, by chunks, so that its size costs no memory.
final class FileBytes {
  private let descriptor: Int32
  private let path: String
  private let chunk: Int
  /// The bytes of the file when it was opened.
  let size: Int

  /// Opens a file for reading.
  ///
  /// - Parameter chunk: the bytes read at once.
  /// - Throws: `ImportFailure` when it is absent, forbidden, not a file or too large.
  init(path: String, limits: ImportLimits, chunk: Int = 65_536) throws(ImportFailure) {
    self.path = path
    self.chunk = chunk
    descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw Self.failure(path) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Self.failure(path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw ImportFailure(
        "« \(path.strippedOfControls) » n'est pas un fichier.",
        remedy: "Indiquez le chemin d'un fichier CSV ou JSON.")
    }
    size = Int(status.st_size)
    guard size <= limits.fileBytes else {
      throw ImportFailure(
        "Le fichier dépasse \(limits.fileBytes / 1_048_576) Mo.",
        remedy: "Coupez-le en plusieurs fichiers, chacun avec la ligne d'en-tête.")
    }
  }

  deinit {
    Glibc.close(descriptor)
  }

  /// The next bytes, none at the end of the file.
  func next() throws(ImportFailure) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: chunk)
    let count = buffer.withUnsafeMutableBytes { fill($0) }
    guard count >= 0 else { throw Self.failure(path) }
    return Array(buffer[..<count])
  }

  /// Reads the next bytes there, and tells how many; none at the end of the file.
  func read(into room: UnsafeMutableRawBufferPointer) throws(ImportFailure) -> Int {
    let count = fill(room)
    guard count >= 0 else { throw Self.failure(path) }
    return count
  }

  private func fill(_ room: UnsafeMutableRawBufferPointer) -> Int {
    while true {
      let count = Glibc.read(descriptor, room.baseAddress, room.count)
      if count < 0 && errno == EINTR { continue }
      return count
    }
  }

  private static func failure(_ path: String) -> ImportFailure {
    let why =
      switch errno {
      case ENOENT: "il n'existe pas"
      case EACCES, EPERM: "l'accès en est refusé"
      case ENOTDIR: "un élément de son chemin n'est pas un dossier"
      default: String(cString: strerror(errno))
      }
    return ImportFailure(
      "Le fichier « \(path.strippedOfControls) » ne peut pas être lu : \(why).",
      remedy: "Vérifiez le chemin et les droits.")
  }
}
