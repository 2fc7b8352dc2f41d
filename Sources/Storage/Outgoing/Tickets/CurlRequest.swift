import Domain
import Glibc

/// One request over HTTP by the system's curl, which gets all of it on its standard input: what
/// stands on a command line can be read by every account of the machine.
struct CurlRequest: Sendable {
  /// The program.
  let curl: String
  /// The whole address.
  let url: String
  /// What goes into the header of the API.
  let key: RedmineKey
  /// What is sent, nil to ask only.
  var json: String?
  /// Whether no proxy stands between.
  var isLocal = false
  /// How long the whole may take, in seconds.
  var seconds = 30

  /// More than a list of a hundred tickets with their texts.
  private static let longest = 4 << 20
  /// How much longer curl itself may take, in seconds, before it is ended.
  private static let grace = 10.0

  /// Carries it out, and waits.
  func run() -> CurlAnswer {
    do throws(SpawnedProgram.Failure) {
      // -q: whatever stands in a .curlrc must not follow redirections, nor say headers.
      let result = try ProgramFeed.run(
        [curl, "-q", "-K", "-"], input: Array(configuration.utf8),
        seconds: Double(seconds) + Self.grace,
        hearing: ProgramFeed.Hearing(longest: Self.longest, isApart: true, endsBeyond: true))
      return CurlAnswer(result)
    } catch {
      let why = error.code == ENOENT ? "introuvable" : String(cString: strerror(error.code))
      return CurlAnswer(missing: "\(curl) : \(why)")
    }
  }

  /// What curl reads. The body comes last: should this program be killed while it writes, what is
  /// cut off is no JSON any more, and creates nothing.
  var configuration: String {
    var lines = [
      "silent", "globoff", Self.set("url", url),
      Self.set("proto", url.hasPrefix("https:") ? "=https" : "=http"),
      Self.set("header", "X-Redmine-API-Key: \(key.secret)"),
      Self.set("header", "Accept: application/json"), Self.set("user-agent", "habiter"),
      "connect-timeout = \(min(10, seconds))", "max-time = \(seconds)",
      "max-filesize = \(Self.longest)",
      Self.set("write-out", "%{stderr}%{http_code} %{redirect_url}\n%{errormsg}"),
    ]
    if isLocal { lines.append(Self.set("noproxy", "*")) }
    if let json {
      lines += [
        Self.set("header", "Content-Type: application/json"), Self.set("header", "Expect:"),
        Self.set("data-raw", json),
      ]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// An option with its value, in the quotes that curl reads.
  private static func set(_ option: String, _ value: String) -> String {
    var quoted = ""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\\": quoted += "\\\\"
      case "\"": quoted += "\\\""
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return "\(option) = \"\(quoted)\""
  }
}

/// What came of a request.
struct CurlAnswer: Equatable, Sendable {
  /// How curl ended, nil when it had to be ended, or was not started.
  var code: Int32?
  /// The status of HTTP, 0 for none.
  var status = 0
  /// Where the server leads elsewhere, empty when it does not.
  var redirect = ""
  /// What curl says of it.
  var words = ""
  /// What the server said.
  var body = ""
  /// Why curl could not be started, nil when it was.
  var missing: String?

  init(code: Int32?, status: Int = 0, redirect: String = "", words: String = "", body: String = "")
  {
    (self.code, self.status, self.redirect) = (code, status, redirect)
    (self.words, self.body) = (words, body)
  }

  init(missing: String) { self.missing = missing }

  init(_ result: ProgramFeed.Result) {
    body = result.said
    // curl ends on this code itself where the server says beforehand how long its answer is.
    if result.isTooLong {
      code = Self.tooLong
    } else if case .exited(let code) = result.ending {
      self.code = code
    }
    let lines = result.warned.split(separator: "\n", omittingEmptySubsequences: false)
    let head = lines.first?.split(separator: " ", maxSplits: 1) ?? []
    status = head.first.flatMap { Int($0) } ?? 0
    redirect = head.count > 1 ? String(head[1]) : ""
    words = lines.dropFirst().joined(separator: " ").strippedOfControls
  }

  /// CURLE_FILESIZE_EXCEEDED.
  static let tooLong: Int32 = 63
}
