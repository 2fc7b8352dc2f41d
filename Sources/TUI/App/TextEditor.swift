import FoundationEssentials
import Glibc

/// A long text written in the operator's own editor (`$VISUAL`, `$EDITOR`, else `vi`).
enum TextEditor {
  /// The text as the operator left it, nil when the editor failed or could not be started.
  static func edit(_ text: String, in terminal: TerminalSession) throws -> String? {
    let folder = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp"
    // mkstemp puts a name of its own in the place of the six X, and makes the file with mode 0600:
    // what is typed may be personal.
    var template = Array("\(folder)/habiter-XXXXXX".utf8CString)
    let file = mkstemp(&template)
    guard file >= 0 else { return nil }
    close(file)
    let path = template.withUnsafeBufferPointer { buffer in
      String(decoding: buffer.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
    defer { unlink(path) }
    try text.write(toFile: path, atomically: false, encoding: .utf8)
    let status = try terminal.run(command + [path])
    guard status == 0 else { return nil }
    return try String(contentsOfFile: path, encoding: .utf8)
  }

  /// The editor and its own arguments.
  private static var command: [String] {
    let environment = ProcessInfo.processInfo.environment
    let chosen = environment["VISUAL"] ?? environment["EDITOR"] ?? "vi"
    let words = chosen.split(separator: " ").map(String.init)
    return words.isEmpty ? ["vi"] : words
  }
}
