import Foundation
import Testing

@testable import Storage

/// What screens leave for the next session: never in the way, never half written.
@Suite struct StateFolderTests {
  private let directory: TemporaryDirectory
  private var folder: StateFolder { StateFolder(path: directory.file("etat/habiter")) }

  init() throws {
    directory = try TemporaryDirectory()
  }

  @Test func `The folder is that of the XDG specification`() {
    let path = { (environment: [String: String]) in StateFolder(environment: environment)?.path }
    #expect(path(["XDG_STATE_HOME": "/s", "HOME": "/h"]) == "/s/habiter")
    #expect(path(["XDG_STATE_HOME": "relative", "HOME": "/h"]) == "/h/.local/state/habiter")
    #expect(path(["HOME": "/h"]) == "/h/.local/state/habiter")
    #expect(path([:]) == nil)
  }

  @Test func `A text is read as it was written, by its owner alone, with nothing left over`() throws
  {
    #expect(folder.read("liste") == nil)
    for text in ["un\n", "deux, échéance ▲\n", ""] {
      try folder.write(text, to: "liste")
      #expect(folder.read("liste") == text)
    }
    #expect(FileSystem.permissions(of: folder.path) == 0o700)
    #expect(FileSystem.permissions(of: "\(folder.path)/liste") == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["liste"])
  }

  @Test func `What cannot be read counts as absent`() throws {
    try folder.write("x", to: "liste")
    let file = "\(folder.path)/liste"
    try Data([0xFF, 0xFE, 0x00]).write(to: URL(filePath: file))
    #expect(folder.read("liste") == nil)
    try Data(repeating: 0x61, count: 70_000).write(to: URL(filePath: file))
    #expect(folder.read("liste") == nil)
    try FileManager.default.removeItem(atPath: file)
    #expect(mkfifo(file, 0o600) == 0)
    #expect(folder.read("liste")?.isEmpty ?? true)
    try FileManager.default.removeItem(atPath: file)
    try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: false)
    #expect(folder.read("liste") == nil)
    #expect(throws: StorageError.self) { try folder.write("x", to: "liste") }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["liste"])
  }
}
