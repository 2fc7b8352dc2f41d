/// The status of a dossier, always computed from its volets, never typed (`domaine.md` §2.2).
public enum DossierStatus: String, Codable, CaseIterable, Sendable {
  case constitution = "CONSTITUTION"
  case preInstruction = "PRE_INSTRUCTION"
  case instruction = "INSTRUCTION"
  case awaitingCaleol = "ATTENTE_CALEOL"
  case partialDecision = "DECISION_PARTIELLE"
  case conditionPending = "CONDITION"
  case attributedByBoth = "ATTRIBUE_2CAL"
  case moveScheduled = "DEM_PROGRAMME"
  case toClose = "A_CLORE"
  case realised = "CLOS_REALISE"
  case refusedPreInstruction = "CLOS_REFUS_PRE"
  case refusedInstruction = "CLOS_REFUS_INS"
  case notAttributed = "CLOS_NON_ATTRIB"
  case irrecevable = "CLOS_IRRECEV"
  case withdrawn = "CLOS_DESIST"
  case cancelled = "CLOS_ANNULE"
  case lapsed = "CLOS_CADUC"

  /// The status as the operator reads it; the scheme's own words are kept to the letter.
  public var label: String {
    switch self {
    case .constitution: "en constitution"
    case .preInstruction: "en pré-instruction"
    case .instruction: "en instruction"
    case .awaitingCaleol: "en attente de CALEOL"
    case .partialDecision: "une décision rendue"
    case .conditionPending: "condition en attente"
    case .attributedByBoth: "attribué par les deux CAL"
    case .moveScheduled: "déménagement programmé"
    case .toClose: "à clore"
    case .realised: "clos – échange réalisé"
    case .refusedPreInstruction: "clos – refus en pré-instruction"
    case .refusedInstruction: "clos – refus en instruction"
    case .notAttributed: "clos – non-attribution"
    case .irrecevable: "clos – irrecevabilité"
    case .withdrawn: "clos – désistement"
    case .cancelled: "clos – annulé"
    case .lapsed: "clos – caduc"
    }
  }

  /// Whether the dossier goes on.
  public var isOpen: Bool {
    switch self {
    case .constitution, .preInstruction, .instruction, .awaitingCaleol, .partialDecision,
      .conditionPending, .attributedByBoth, .moveScheduled, .toClose:
      true
    default: false
    }
  }
}

extension Dossier {
  /// The status that follows from the volets.
  public var status: DossierStatus {
    if let closing { return closing.outcome.status }
    if volets.contains(where: { $0.nur == nil }) { return .constitution }
    if volets.contains(where: { $0.preValidatedOn == nil }) { return .preInstruction }
    if volets.contains(where: { $0.instructedOn == nil }) { return .instruction }
    let decided = volets.count { $0.decision?.value.isFavourable == true }
    if decided == 0 { return .awaitingCaleol }
    if decided < volets.count { return .partialDecision }
    if volets.contains(where: { $0.effectiveOn == nil }) { return .conditionPending }
    guard move?.agreedOn != nil else { return .attributedByBoth }
    return volets.allSatisfy { $0.inventories.count == Inventory.allCases.count }
      ? .toClose : .moveScheduled
  }

  /// Whether the volet's favourable decision came to nothing by the other side's, and its tenant
  /// must be told (`domaine.md` §2.6).
  func isWithoutEffect(_ volet: Volet) -> Bool {
    guard let closing, closing.outcome == .notAttributed || closing.outcome == .irrecevable
    else { return false }
    return volet.name != closing.volet && volet.decision?.value.isFavourable == true
  }

  /// The status of one volet.
  public func status(of volet: Volet) -> VoletStatus {
    if volet.closedOn != nil { return .closed }
    if let closing { return .ended(closing.outcome) }
    if volet.inventories.count == Inventory.allCases.count { return .inventoriesDone }
    if volet.leaseSignedOn != nil { return .leaseSigned }
    if move?.agreedOn != nil { return .dateAgreed }
    if volet.effectiveOn != nil { return .attributed }
    if let decision = volet.decision?.value, decision.isFavourable { return .conditionPending }
    if volet.caleol != nil, volet.instructedOn != nil { return .caleolScheduled }
    if volet.instructedOn != nil { return .instructed }
    if volets.allSatisfy({ $0.preValidatedOn != nil }) { return .toInstruct }
    if volet.preValidatedOn != nil { return .preValidated }
    return volets.contains { $0.nur == nil }
      ? (volet.nur == nil ? .awaitingNUR : .awaitingOtherNUR) : .toPreInstruct
  }
}

/// The status of a volet (`domaine.md` §2.3).
public enum VoletStatus: Equatable, Sendable {
  case awaitingNUR, awaitingOtherNUR, toPreInstruct, preValidated, toInstruct, instructed
  case caleolScheduled, conditionPending, attributed, dateAgreed, leaseSigned, inventoriesDone
  case closed
  case ended(Closing.Outcome)

  /// The status as the operator reads it.
  public var label: String {
    switch self {
    case .awaitingNUR: "attend le NUR"
    case .awaitingOtherNUR: "NUR saisi, attend l'autre"
    case .toPreInstruct: "à pré-instruire"
    case .preValidated: "pré-instruction validée"
    case .toInstruct: "à instruire"
    case .instructed: "instruit"
    case .caleolScheduled: "CALEOL fixée"
    case .conditionPending: "condition en attente"
    case .attributed: "attribué"
    case .dateAgreed: "date convenue"
    case .leaseSigned: "bail signé"
    case .inventoriesDone: "états des lieux faits"
    case .closed: "clos"
    case .ended(let outcome): outcome.status.label
    }
  }
}

extension Closing.Outcome {
  /// The dossier's status after this outcome.
  public var status: DossierStatus {
    switch self {
    case .realised: .realised
    case .refusedPreInstruction: .refusedPreInstruction
    case .refusedInstruction: .refusedInstruction
    case .notAttributed: .notAttributed
    case .irrecevable: .irrecevable
    case .withdrawn: .withdrawn
    case .cancelled: .cancelled
    case .lapsed: .lapsed
    }
  }
}
