// swift-tools-version:5.10
import Foundation
import PackageDescription

// The one place that says the least iOS, for the Xcode project as well.
let deploymentTarget = try String(
    contentsOfFile: Context.packageDirectory + "/../deployment-target", encoding: .utf8
).trimmingCharacters(in: .whitespacesAndNewlines)
// The core for this machine, as `scripts/ios core` leaves it. The app links the core's xcframework.
let native = Context.packageDirectory + "/.build/native"

let package = Package(
    name: "KodebroKit",
    platforms: [.iOS(deploymentTarget)],
    products: [.library(name: "KodebroKit", type: .static, targets: ["KodebroKit", "KodebroCore"])],
    targets: [
        .systemLibrary(name: "KodebroCoreFFI"),
        .target(name: "KodebroCore", dependencies: ["KodebroCoreFFI"]),
        .target(name: "KodebroKit", dependencies: ["KodebroCore"]),
        .testTarget(
            name: "KodebroKitTests",
            dependencies: ["KodebroKit"],
            linkerSettings: [
                .unsafeFlags(
                    ["-L\(native)", "-lkodebro", "-Xlinker", "-rpath", "-Xlinker", native],
                    .when(platforms: [.linux, .macOS]))
            ]
        ),
    ],
    swiftLanguageVersions: [.v5]
)
