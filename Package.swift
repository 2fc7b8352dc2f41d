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
    .testTarget(name: "StorageTests", dependencies: ["Storage"], swiftSettings: strict),
    .testTarget(name: "TUITests", dependencies: ["TUI"], swiftSettings: strict),
    .testTarget(name: "TidyTests", swiftSettings: strict),
    .testTarget(name: "EndToEndTests", dependencies: ["TUI"], swiftSettings: strict),
  ]
)
