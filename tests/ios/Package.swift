// swift-tools-version:5.10
import PackageDescription

// The iOS app for this machine: its own sources, on stand-ins for what only Apple has.

let package = Package(
    name: "KodebroAppCheck",
    dependencies: [.package(path: "../../ios/KodebroKit")],
    targets: [
        .target(name: "UIKit", path: "UIKit"),
        .target(name: "UserNotifications", path: "UserNotifications"),
        .target(name: "AppIntents", path: "AppIntents"),
        .target(name: "Security", path: "Security"),
        .target(
            name: "Kodebro",
            dependencies: ["UIKit", "UserNotifications", "AppIntents", "Security", "KodebroKit"],
            path: "App"),
        .target(name: "Availability", path: "Availability"),
        .testTarget(
            name: "AppTests", dependencies: ["Availability"],
            path: "Tests"),
    ],
    swiftLanguageVersions: [.v5]
)
