import Foundation
import XCTest

/// What iOS reads of the app without running it.
final class ResourcesTests: XCTestCase {
    private let folder = "ios/App/Resources/"

    private func plist(_ name: String) throws -> [String: Any] {
        let file = repository.appendingPathComponent(folder + name)
        let whole = try PropertyListSerialization.propertyList(
            from: Data(contentsOf: file), options: [], format: nil)
        return try XCTUnwrap(whole as? [String: Any])
    }

    private func json(_ path: String) throws -> [String: Any] {
        let whole = try JSONSerialization.jsonObject(with: Data(try text(path).utf8))
        return try XCTUnwrap(whole as? [String: Any])
    }

    private func sources() throws -> String {
        try files(below: "ios/App/Sources", ending: ".swift").map(text).joined()
    }

    func testTheAppIsOpenedByItsLinkAndInBothLanguages() throws {
        let info = try plist("Info.plist")
        let types = try XCTUnwrap(info["CFBundleURLTypes"] as? [[String: Any]])
        XCTAssertEqual(types.flatMap { $0["CFBundleURLSchemes"] as? [String] ?? [] }, ["kodebro"])
        XCTAssertEqual(info["CFBundleLocalizations"] as? [String], ["da", "en"])
        XCTAssertTrue(
            FileManager.default.fileExists(
                atPath: repository.appendingPathComponent(folder + "LaunchScreen.storyboard").path))
        XCTAssertEqual(info["UILaunchStoryboardName"] as? String, "LaunchScreen")
    }

    func testTheSceneIsOneThatTheAppHas() throws {
        let manifest = try XCTUnwrap(plist("Info.plist")["UIApplicationSceneManifest"] as? [String: Any])
        XCTAssertEqual(manifest["UIApplicationSupportsMultipleScenes"] as? Bool, false)
        let roles = try XCTUnwrap(manifest["UISceneConfigurations"] as? [String: [[String: String]]])
        for name in roles.values.joined().compactMap({ $0["UISceneDelegateClassName"] }) {
            let name = try XCTUnwrap(name.split(separator: ".").last)
            XCTAssertTrue(try sources().contains("class \(name):"), "there is no \(name)")
        }
    }

    func testTheAppAsksForNothingOfThePersons() throws {
        let keys = try plist("Info.plist").keys
        XCTAssertEqual(keys.filter { $0.hasSuffix("UsageDescription") || $0 == "UIBackgroundModes" }, [])
        XCTAssertEqual(
            try plist("Kodebro.entitlements") as? [String: String],
            ["com.apple.developer.default-data-protection": "NSFileProtectionComplete"])
        let privacy = try plist("PrivacyInfo.xcprivacy")
        XCTAssertEqual(privacy["NSPrivacyTracking"] as? Bool, false)
        XCTAssertEqual((privacy["NSPrivacyCollectedDataTypes"] as? [Any])?.count, 0)
        XCTAssertEqual((privacy["NSPrivacyTrackingDomains"] as? [Any])?.count, 0)
    }

    func testEveryPictureIsThereAndTheIconIsAsTheStoreWantsIt() throws {
        for contents in try files(below: folder + "Assets.xcassets", ending: "Contents.json") {
            let set = contents.replacingOccurrences(of: "Contents.json", with: "")
            for image in try json(contents)["images"] as? [[String: String]] ?? [] {
                let name = try XCTUnwrap(image["filename"], contents)
                let bytes = try Data(contentsOf: repository.appendingPathComponent(set + name))
                // The head of a PNG: width, height, and no transparency.
                XCTAssertEqual(Array(bytes[1...3]), Array("PNG".utf8))
                XCTAssertEqual(Array(bytes[16..<24]), [0, 0, 4, 0, 0, 0, 4, 0])
                XCTAssertEqual(bytes[25], 2)
            }
        }
    }

    func testEveryWordForIOSIsInBothLanguagesAndEveryKeyIsThere() throws {
        var keys: Set<String> = []
        for catalogue in try files(below: folder, ending: ".xcstrings") {
            let strings = try XCTUnwrap(json(catalogue)["strings"] as? [String: [String: Any]])
            for (key, string) in strings {
                keys.insert(key)
                let languages = try XCTUnwrap(string["localizations"] as? [String: Any])
                XCTAssertEqual(languages.keys.sorted(), ["da", "en"], key)
            }
        }
        let intents = try text("ios/App/Sources/Intents.swift")
        let used = intents.components(separatedBy: "\"").filter {
            $0.hasPrefix("platform_") || $0.hasPrefix("ios_")
        }
        XCTAssertEqual(Set(used).subtracting(keys), [])
        XCTAssertTrue(keys.contains("Wait for code with ${applicationName}"))
        XCTAssertTrue(intents.contains("\"Wait for code with \\(.applicationName)\""))
    }
}
