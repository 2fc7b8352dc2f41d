import Domain

/// A dossier as a record tells it: what is written, not yet what it brings about.
struct DossierDraft {
  var reference: String
  var createdOn: Day
  var volets: [VoletDraft]
  var move: MoveDraft?
  var ending: EndingDraft?
  var note: NoteDraft?
}

/// One volet of a record.
struct VoletDraft {
  let name: VoletName
  var siret: SIRET
  var bailleur: String?
  var logement: Logement
  var locataire: String
  var contacts: [ContactKind: ContactDraft]
  var steps: VoletSteps
}

/// What was done on a volet, with the day of each act.
struct VoletSteps {
  var nur: (number: NUR, on: Day)?
  var preInstructedOn: Day?
  var instructedOn: Day?
  var caleol: (date: Day, setOn: Day?, gap: MotiveDraft?)?
  var decision: (value: DecisionDraft, on: Day)?
  var liftedOn: Day?
  var leaseSignedOn: Day?
  var inventories: (on: Day, gap: MotiveDraft?)?
  var closedOn: Day?
}

/// An agent named by a record.
struct ContactDraft {
  var name: String?
  var email: EmailAddress
}

/// A motive with the words that go with it.
struct MotiveDraft {
  var motive: Motive
  var words: String?
}

/// A decision of a commission, its motive not yet sealed.
enum DecisionDraft {
  case attribution
  case ranked(Int)
  case conditional(Piece, limit: Day)
  case nonAttribution(MotiveDraft)
  case irrecevable(MotiveDraft)
}

/// The moving date of a record.
struct MoveDraft {
  var date: Day
  var proposedBy: VoletName
  var proposedOn: Day
  var agreedOn: Day?
}

/// How a record says that the dossier ended.
struct EndingDraft {
  var outcome: ImportOutcome
  var on: Day?
  var volet: VoletName?
  var motive: MotiveDraft?
}

/// The note of a record.
struct NoteDraft {
  var text: String
  var on: Day?
}

/// The words of the column `issue`.
enum ImportOutcome: String, CaseIterable {
  case realised = "realise"
  case refusedPreInstruction = "refus_pre_instruction"
  case refusedInstruction = "refus_instruction"
  case notAttributed = "non_attribution"
  case irrecevable = "irrecevabilite"
  case conditionFailed = "condition_non_levee"
  case offerRefused = "offre_refusee"
  case withdrawn = "desistement"
  case cancelled = "annule"
  case lapsed = "caduc"

  /// What the dossier must have come to once every act of the record is done.
  var closing: Closing.Outcome {
    switch self {
    case .realised: .realised
    case .refusedPreInstruction: .refusedPreInstruction
    case .refusedInstruction: .refusedInstruction
    case .notAttributed, .conditionFailed: .notAttributed
    case .irrecevable: .irrecevable
    case .offerRefused, .withdrawn: .withdrawn
    case .cancelled: .cancelled
    case .lapsed: .lapsed
    }
  }

  /// The act that brings it about; nil when other columns of the record do.
  var act: DossierAct? {
    switch self {
    case .refusedPreInstruction: .refusePreInstruction
    case .refusedInstruction: .refuseInstruction
    case .conditionFailed: .failCondition
    case .offerRefused: .refuseOffer
    case .withdrawn: .withdraw
    case .cancelled: .cancel
    case .lapsed: .lapse
    case .realised, .notAttributed, .irrecevable: nil
    }
  }
}
