import Foundation
import Testing

extension EndToEnd {
  /// What the program needs of a machine: two Debian libraries, and never ICU, which one call into
  /// the rest of Foundation would bring in (`docs/decisions.md`).
  @Suite struct LinkedLibraries {
    /// The release build, when one was made (`make build`).
    private static var release: String? {
      let path = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../.build/release/habiter").standardizedFileURL.path
      return FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }

    private static func needed(by program: String) async throws -> [String] {
      try await Workspace.with { workspace in
        let result = try await workspace.run(["readelf", "-d", program])
        #expect(result.status == .exited(0), "\(result.stderr)")
        return result.stdout.split(separator: "\n").compactMap { line in
          guard line.contains("(NEEDED)"), let start = line.lastIndex(of: "[") else { return nil }
          return String(line[line.index(after: start)...].prefix { $0 != "]" })
        }
      }
    }

    @Test func theProgramIsLinkedWithNeitherICUNorPostgreSQL() async throws {
      let libraries = try await Self.needed(by: Workspace.habiter())
      #expect(libraries.contains("libsqlite3.so.0"))
      let heavy = [
        "libFoundation.so", "libFoundationInternationalization.so", "lib_FoundationICU.so",
      ]
      #expect(libraries.filter(heavy.contains).isEmpty)
      // A desk that shares nothing needs no PostgreSQL: what it takes of libpq is found when used.
      #expect(!libraries.contains { $0.hasPrefix("libpq") })
    }

    @Test(.enabled(if: release != nil, "no release build"))
    func theReleaseNeedsTheSystemAndTwoLibraries() async throws {
      let program = try #require(Self.release)
      let allowed: Set = [
        "libncursesw.so.6", "libtinfo.so.6", "libsqlite3.so.0", "libc.so.6", "libm.so.6",
        "libgcc_s.so.1", "libstdc++.so.6", "ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1",
      ]
      #expect(Set(try await Self.needed(by: program)).subtracting(allowed).isEmpty)
      let size = try FileManager.default.attributesOfItem(atPath: program)[.size] as? Int
      #expect((size ?? .max) < 25_000_000)
    }
  }
}
