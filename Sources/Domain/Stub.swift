public enum Rule: String, Sendable, CaseIterable { case preInstruction, instruction, caleolGap, alertInstruction, alertMovingDate, alertMovePassed, movingDate, inventories, amberPreInstruction, amberInstruction, amberMovingDate, silentSide, decisionReminder, caleolReminder, constitutionReminder, alertRepetition, alertSilence, reopening, undo, offerAnswer
 public var code: String { rawValue } }
public struct RuleVersion: Equatable, Sendable { public let rule: Rule; public let value: Int }
public struct Reglement: Equatable, Sendable { public static let `default` = Reglement()
 public func version(of r: Rule, on: Day) -> RuleVersion { RuleVersion(rule: r, value: [.preInstruction:7,.instruction:14,.caleolGap:8,.movingDate:21,.alertInstruction:21,.alertMovingDate:21,.alertMovePassed:0,.silentSide:5,.undo:24,.reopening:30,.alertRepetition:7,.alertSilence:14,.decisionReminder:3,.caleolReminder:14,.constitutionReminder:30, .offerAnswer:10,.amberPreInstruction:5,.amberInstruction:11,.amberMovingDate:16][r] ?? 0) }
 public func value(of r: Rule, on: Day) -> Int { version(of: r, on: on).value } }
public enum Action: Sendable { case createDossierEnterNUR, preInstructInstruct, fixCaleolDateEnterDecision, withdrawal, cancelOrReopen, seeDossierQueue, followAndAlert, silenceAlert, reassign, moveLeaseInventories, closeVolet }
public struct Right: Sendable { public var allowsFully = false, allowsOwn = false, allowsOnBehalf = false }
public enum Permission { public static func right(of: Role, to: Action) -> Right { Right() } }
public struct InseeCode: Hashable, Codable, Sendable { public let text: String }
