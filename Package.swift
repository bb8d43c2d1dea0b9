// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
]

/// Arrows point downward only; `swift build --explicit-target-dependency-import-check error` holds them.
let package = Package(
  name: "motcua-portal",
  products: [.executable(name: "motcua", targets: ["MotCua"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/CoreOffice/XMLCoder", from: "0.18.2"),
  ],
  targets: [
    .systemLibrary(name: "CEpoll"),
    .systemLibrary(name: "CSpawn"),
    .systemLibrary(name: "COpenSSL", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CZint", providers: [.apt(["libzint-dev"])]),
    .systemLibrary(name: "CXLSXWriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CZip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CCurl", providers: [.apt(["libcurl4-openssl-dev"])]),

    // Its state belongs to one thread each and is touched at every step: asking at run time whether two accesses
    // overlap took a quarter of its instructions. Debug builds, and so all tests, still ask.
    .target(
      name: "HTTPServer", dependencies: ["CEpoll", "COpenSSL", "CZlib"],
      swiftSettings: strict + [
        .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release))
      ]),
    .target(name: "Templating", swiftSettings: strict),
    .target(
      name: "Documents",
      dependencies: [
        "COpenSSL", "CSpawn", "CXLSXWriter", "CZip", .product(name: "XMLCoder", package: "XMLCoder"),
      ],
      swiftSettings: strict),
    .target(name: "Mail", dependencies: ["CCurl"], swiftSettings: strict),
    .target(name: "Workflow", swiftSettings: strict),
    .target(name: "SQLite", dependencies: ["CSQLite"], swiftSettings: strict),
    .target(
      name: "Storage", dependencies: ["SQLite", "Workflow", "COpenSSL"], swiftSettings: strict),
    .target(
      name: "Web",
      dependencies: ["HTTPServer", "Templating", "Workflow", "Storage", "Documents", "CZint"],
      swiftSettings: strict),
    .executableTarget(
      name: "MotCua",
      dependencies: [
        "HTTPServer", "Web", "Storage", "Workflow", "Templating", "Documents", "Mail",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict),

    .executableTarget(
      name: "ShortPage", dependencies: ["HTTPServer"], path: "Tests/Bench/ShortPage", swiftSettings: strict),

    .testTarget(
      name: "HTTPServerTests", dependencies: ["HTTPServer", "CZlib"], exclude: ["Conversations"],
      swiftSettings: strict),
    .testTarget(name: "TemplatingTests", dependencies: ["Templating"], swiftSettings: strict),
    .testTarget(
      name: "DocumentsTests", dependencies: ["Documents"], exclude: ["Signed"], swiftSettings: strict),
    .testTarget(name: "MailTests", dependencies: ["Mail"], swiftSettings: strict),
    .testTarget(name: "WorkflowTests", dependencies: ["Workflow"], swiftSettings: strict),
    .testTarget(name: "SQLiteTests", dependencies: ["SQLite"], swiftSettings: strict),
    .testTarget(
      name: "StorageTests", dependencies: ["Storage", "SQLite", "Workflow"], swiftSettings: strict),
    .testTarget(
      name: "WebTests",
      dependencies: ["Web", "HTTPServer", "Storage", "Workflow", "Templating", "Documents"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
