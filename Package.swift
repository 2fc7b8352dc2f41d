// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "habiter",
  products: [.executable(name: "habiter", targets: ["TUI"])],
  targets: [
    .systemLibrary(name: "CNcurses"),
    .systemLibrary(name: "CSQLite"),
    .target(name: "Domain", swiftSettings: strict),
    .target(name: "Storage", dependencies: ["Domain", "CSQLite"], swiftSettings: strict),
    .executableTarget(
      name: "TUI", dependencies: ["Domain", "Storage", "CNcurses"], swiftSettings: strict),
    .testTarget(name: "DomainTests", dependencies: ["Domain"], swiftSettings: strict),
    // A program for tests to kill; no product of the package.
    .executableTarget(
      name: "DeskAtWork", dependencies: ["Domain", "Storage"], path: "Tests/DeskAtWork",
      swiftSettings: strict),
    // Imports of patrimoine files without a store, to be killed and to be measured.
    .executableTarget(
      name: "StockAtWork", dependencies: ["Domain", "Storage"], path: "Tests/StockAtWork",
      swiftSettings: strict),
    // PostgreSQL servers for tests alone.
    .target(
      name: "PrivatePostgres", path: "Tests/PrivatePostgres", swiftSettings: strict),
    .testTarget(
      name: "StorageTests",
      dependencies: ["Storage", "DeskAtWork", "StockAtWork", "PrivatePostgres"],
      swiftSettings: strict),
    .testTarget(
      name: "TUITests", dependencies: ["TUI", "PrivatePostgres"], swiftSettings: strict),
    .testTarget(name: "TidyTests", swiftSettings: strict),
    .testTarget(
      name: "EndToEndTests", dependencies: ["TUI", "Domain", "Storage"], swiftSettings: strict),
  ]
)
