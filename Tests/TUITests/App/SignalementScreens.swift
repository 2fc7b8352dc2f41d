@testable import TUI

extension Scene {
  /// The screens of the pane of the signalements.
  static let signalements: [Scene] = [
    aatiko("signalements", "3 j j", SignalementScene.hundreds),
    aatiko("signalement-long", "3 <Entrée> <Échap> <Tab>", SignalementScene.hostile),
    aatiko("signalement-hostile", "3 j j j <Tab>", SignalementScene.hostile),
    aatiko("signalement-echanges", "3 :S-1002 <Entrée>", SignalementScene.asked),
    aatiko("signalements-actes", "3 m", SignalementScene.few),
    aatiko("signalement-repondre", "3 r", SignalementScene.few),
    aatiko("signalement-actimage", "3 j j j x", SignalementScene.few),
    aatiko("signalement-correction", "3 <Fin> p <Tab>", SignalementScene.few),
    aatiko("signalement-doublon", "3 j d", SignalementScene.duplicates),
    aatiko("signalements-marques", "3 <espace> <espace> r", SignalementScene.few),
    aatiko("signalement-diagnostic", "3 h", SignalementScene.few),
    aatiko("reponses", "3 :reponses <Entrée> j", SignalementScene.few),
    aatiko("reponse-changer", "3 :reponses <Entrée> <Entrée>", SignalementScene.few),
    Scene(name: "signalements-bailleur", keys: "3 j", before: SignalementScene.asked),
    Scene(name: "signalement-reponse-bailleur", keys: "3 j j r", before: SignalementScene.asked),
    Scene(
      name: "signalements-interdit", keys: "3", person: PatrimoineScene.aorif,
      before: SignalementScene.few),
  ]

  private static func aatiko(
    _ name: String, _ keys: String, _ before: @escaping @Sendable (Desk) throws -> Void
  ) -> Scene {
    Scene(name: name, keys: keys, person: DeskPeople.facilitator, before: before)
  }
}
