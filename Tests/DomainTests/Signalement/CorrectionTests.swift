import Testing

@testable import Domain

@Suite("A correction asked, and what a file says later")
struct CorrectionTests {
  @Test(
    "The way to write a value does not count, the value does",
    arguments: [
      ("63", "63", true), ("63", "63,00", true), ("63.5", "63,5 m²", true), ("63", "64", false),
      ("LOUE", "loué", true), ("Rue de l'Église", "rue de l'eglise", true), ("", "", false),
      ("512,30", "512.3 €", true), ("512,31", "512.3", false), ("T3", "t3", true),
      ("6", "06", true), ("3 bis", "3bis", true), ("63", "soixante-trois", false),
    ])
  func met(value: String, expected: String, isMet: Bool) {
    #expect(CorrectionRequest.isMet(by: value, expected: expected) == isMet)
  }
}
