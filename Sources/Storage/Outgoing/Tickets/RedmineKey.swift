import Domain
import Glibc

/// The key of Redmine's API, read from its file each time that it is needed. It is written nowhere,
/// and said by nothing.
struct RedmineKey: Sendable {
  /// The key; for the header alone.
  let secret: String

  /// Longer than any key.
  private static let longest = 4_096

  /// Reads the key.
  ///
  /// - Throws: `Refusal` when the file is not one that this account alone can read.
  init(file path: String) throws(Refusal) {
    let shown = path.strippedOfControls
    // Not through a link, and without waiting for what a pipe may bring.
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      let why =
        switch errno {
        case ELOOP: "est un lien, pas un fichier"
        case ENOENT, ENOTDIR: "n'existe pas"
        case let code: "ne s'ouvre pas (\(String(cString: strerror(code))))"
        }
      throw Refusal(
        "La clé de Redmine ne peut pas être lue : « \(shown) » \(why).",
        remedy: "Mettez-y la clé d'API du compte, puis chmod 600.")
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw Refusal(
        "La clé de Redmine doit être dans un fichier ordinaire, ce que « \(shown) » n'est pas.")
    }
    guard status.st_uid == geteuid() else {
      throw Refusal(
        "Le fichier de la clé de Redmine, « \(shown) », appartient à un autre compte.",
        remedy: "Donnez-le à celui qui lance habiter (chown).")
    }
    guard status.st_mode & 0o077 == 0 else {
      throw Refusal(
        "D'autres comptes peuvent lire la clé de Redmine dans « \(shown) ».",
        remedy: "chmod 600, puis changez la clé dans Redmine si elle a pu être lue.")
    }
    var bytes = [UInt8](repeating: 0, count: Self.longest)
    let count = read(descriptor, &bytes, bytes.count)
    let isBlank: (UInt8) -> Bool = { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
    var key = bytes.prefix(max(0, count)).drop(while: isBlank)
    while let last = key.last, isBlank(last) { key.removeLast() }
    guard (8...200).contains(key.count), key.allSatisfy(MailEncoding.isLetterOrDigit) else {
      throw Refusal(
        "« \(shown) » ne contient pas une clé de Redmine.",
        remedy: "Mettez-y, seule, la clé d'API que montre « Mon compte » dans Redmine.")
    }
    secret = String(decoding: key, as: UTF8.self)
  }
}
