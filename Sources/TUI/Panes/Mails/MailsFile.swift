import Domain
import Storage

/// The mails of this desk, as its screen shows them.
struct MailsFile: Equatable, Sendable {
  /// As many as anybody looks through; those that ask for somebody come first.
  static let limit = 500

  let mails: [QueuedMail]
  let counts: [MailState: Int]
  /// Why nothing leaves now, nil when mails leave by themselves.
  let problem: String?
}

/// One mail, whole.
struct MailFile: Equatable, Sendable {
  /// What is attached: a text is shown, the rest is told by its size.
  struct Attachment: Equatable, Sendable {
    /// A longer text is cut.
    static let longest = 200_000

    let name: String
    let summary: String
    /// The lines of a text, empty when it is none.
    let lines: [String]

    init(_ attachment: MailAttachment, in folder: String) {
      name = attachment.name
      do {
        let bytes = try attachment.bytes(in: folder)
        let size = bytes.count < 1_024 ? "\(bytes.count) octets" : "\(bytes.count / 1_024) Ko"
        summary = "\(attachment.mediaType), \(size)"
        guard attachment.mediaType.hasPrefix("text/") else {
          lines = []
          return
        }
        let isWhole = bytes.count <= Self.longest
        let text = String(decoding: bytes.prefix(Self.longest), as: UTF8.self)
        let clean = text.drop { $0 == "\u{FEFF}" }
        lines =
          clean.split(omittingEmptySubsequences: false) { $0.isNewline }
          .map { String($0).strippedOfControls }
          + (isWhole ? [] : ["… la suite n'est pas montrée."])
      } catch {
        summary = (error as? Refusal)?.sentence ?? "ne peut pas être lue"
        lines = []
      }
    }
  }

  let mail: QueuedMail
  let settings: MailSettings
  let attachments: [Attachment]
}
