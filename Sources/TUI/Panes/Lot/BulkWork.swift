import Domain
import Storage

/// A dossier of a bulk act, with what has become of it so far.
struct BulkEntry: Equatable, Sendable {
  /// What the act is to the dossier.
  enum Verdict: Equatable, Sendable {
    /// Not looked at yet.
    case waiting
    case possible, done
    /// The domain says no; the text of the entry says why.
    case refused
    /// The store could not write; nothing was tried after it.
    case failed
    /// The operator stopped before it.
    case stopped
  }

  /// The dossier's number in the store.
  let number: Int
  var stream: StreamID?
  var reference = ""
  /// Those of the acts asked about that are open.
  var open: [DossierAct] = []
  /// The act that is taken back, or done again; nil for a new one.
  var own: OwnAct?
  var verdict = Verdict.waiting
  /// The status of the dossier, or why the act is refused.
  var text = ""

  /// A dossier marked.
  init(number: Int) { self.number = number }

  /// The dossier of an act that is taken back or done again.
  init(_ own: OwnAct) {
    number = 0
    stream = own.act.stream
    reference = own.reference
    self.own = own
  }

  /// The same dossier, refused.
  func refused(_ why: Refusal) -> BulkEntry {
    var entry = self
    entry.verdict = .refused
    entry.text = why.sentence
    return entry
  }
}

/// A stretch of a bulk act: few enough dossiers that a key waits for them unnoticed.
struct BulkWork: Sendable {
  enum Step: Sendable {
    /// To which of the acts each dossier is open.
    case survey([DossierAct])
    /// What it would do; nothing is written.
    case trial(BulkDeed)
    /// Record it, everywhere under the same moment.
    case perform(BulkDeed, at: Moment)

    /// An act recorded waits for the disk, one that is only looked at does not.
    var batch: Int {
      switch self {
      case .survey, .trial: 40
      // What is erased leaves the files once for all of them.
      case .perform(.act(.erasePersonalData, _), _): 20
      case .perform: 5
      }
    }
  }

  let step: Step
  let entries: [BulkEntry]
}

/// What is done to each dossier.
enum BulkDeed: Equatable, Sendable {
  /// The act that the values of the form make.
  case act(DossierAct, FormValues)
  /// Its own act is taken back, for the reason in the form.
  case takeBack(FormValues)
  /// Its own act is done again.
  case again
}
