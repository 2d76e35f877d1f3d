// swift-tools-version:5.10
import PackageDescription

// The iOS app for this machine: its own sources, on stand-ins for what only Apple has; and, without its
// views, as a phone that scenarios are played with.

// The core for this machine, as `scripts/ios core` leaves it.
let native = Context.packageDirectory + "/../../ios/KodebroKit/.build/native"

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
        .executableTarget(
            name: "Phone", dependencies: ["KodebroKit"], path: "Phone",
            linkerSettings: [
                .unsafeFlags(["-L\(native)", "-lkodebro", "-Xlinker", "-rpath", "-Xlinker", native])
            ]),
        .testTarget(
            name: "AppTests", dependencies: ["Availability"],
            path: "Tests"),
    ],
    swiftLanguageVersions: [.v5]
)
