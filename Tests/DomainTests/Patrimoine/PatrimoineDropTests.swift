import Testing

@testable import Domain

@Suite("When a file dropped in an inbox is whole (ops.md)")
struct PatrimoineDropTests {
  private static let digest = String(repeating: "0123456789abcdef", count: 4)

  @Test(
    "Names on their way are passed over, a digest decides, else the file must have been left alone",
    arguments: [
      (PatrimoineDrop(name: "a.csv", isFile: true, quiet: 300), PatrimoineDrop.Readiness.complete),
      (PatrimoineDrop(name: "a.csv", isFile: true, quiet: 299), .awaited),
      (PatrimoineDrop(name: "a.csv", isFile: true, quiet: -60), .awaited),
      (PatrimoineDrop(name: "a.csv", isFile: true, quiet: 0, told: digest), .sealed(digest)),
      (PatrimoineDrop(name: "a.csv.part", isFile: true, quiet: 999), .ignored),
      (PatrimoineDrop(name: "a.csv.FILEPART", isFile: true, quiet: 999), .ignored),
      (PatrimoineDrop(name: "a.tmp", isFile: true, quiet: 999), .ignored),
      (PatrimoineDrop(name: ".a.csv", isFile: true, quiet: 999), .ignored),
      (PatrimoineDrop(name: "a.csv.sha256", isFile: true, quiet: 999), .ignored),
      (PatrimoineDrop(name: "traites", isFile: false, quiet: 999), .ignored),
    ])
  func readiness(drop: PatrimoineDrop, readiness: PatrimoineDrop.Readiness) {
    #expect(drop.readiness(patience: 300) == readiness)
  }

  @Test("Where senders rename, a file is whole as soon as it has its name")
  func renamed() {
    #expect(
      PatrimoineDrop(name: "a.csv", isFile: true, quiet: 0).readiness(patience: 0) == .complete)
  }

  @Test(
    "The digest is read as sha256sum writes it",
    arguments: [
      ("\(digest)  a.csv\n", digest), (digest.uppercased(), digest), (" \(digest)\r\n", digest),
      ("\(digest)0  a.csv", nil), ("a.csv", nil), ("", nil),
    ] as [(String, String?)])
  func digests(text: String, digest: String?) {
    #expect(PatrimoineDrop.digest(in: text) == digest)
  }

  @Test("Files go in the order of their names' day and number, the others last")
  func order() {
    let names = [
      "z.csv", "PATRIMOINE_999000011_20260302_002.csv", "PATRIMOINE_999000011_20260302_001.csv",
      "PATRIMOINE_999000011_20260228_009.csv", "b.csv",
    ]
    #expect(
      names.sorted(by: PatrimoineDrop.isEarlier) == [
        "PATRIMOINE_999000011_20260228_009.csv", "PATRIMOINE_999000011_20260302_001.csv",
        "PATRIMOINE_999000011_20260302_002.csv", "b.csv", "z.csv",
      ])
  }
}
