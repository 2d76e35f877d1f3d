import Foundation
import XCTest

/// The Xcode project, which nobody opens here: what it names is there, and what is there is named.
final class ProjectTests: XCTestCase {
    private typealias Object = [String: Any]

    private func project() throws -> [String: Object] {
        let file = repository.appendingPathComponent("ios/Kodebro.xcodeproj/project.pbxproj")
        let whole = try PropertyListSerialization.propertyList(
            from: Data(contentsOf: file), options: [], format: nil)
        let objects = (whole as? Object)?["objects"] as? [String: Object]
        return try XCTUnwrap(objects, "it is no project")
    }

    private func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: repository.appendingPathComponent(path).path)
    }

    /// The files by their identifiers, each with its path in the checkout; without what is built.
    private func paths(_ objects: [String: Object]) -> [String: String] {
        var paths: [String: String] = [:]
        func visit(_ id: String, _ folder: String) {
            guard let object = objects[id] else { return XCTFail("\(id) is not there") }
            let tree = object["sourceTree"] as? String
            guard tree != "BUILT_PRODUCTS_DIR" else { return }
            var path = tree == "SOURCE_ROOT" ? "ios" : folder
            if let name = object["path"] as? String { path += "/" + name }
            if let children = object["children"] as? [String] {
                for child in children { visit(child, path) }
            } else {
                paths[id] = path
            }
        }
        for object in objects.values where object["isa"] as? String == "PBXProject" {
            visit(object["mainGroup"] as? String ?? "", "ios")
        }
        return paths
    }

    /// The paths of the files in a phase of a target.
    private func files(_ target: String, _ phase: String, _ objects: [String: Object]) -> [String] {
        let paths = paths(objects)
        let native = objects.values.first {
            $0["isa"] as? String == "PBXNativeTarget" && $0["name"] as? String == target
        }
        let phases = (native?["buildPhases"] as? [String] ?? []).compactMap { objects[$0] }
        let builds = phases.first { $0["isa"] as? String == phase }?["files"] as? [String] ?? []
        return builds.compactMap { objects[$0]?["fileRef"] as? String }.compactMap { paths[$0] }.sorted()
    }

    func testEveryIdentifierAndEveryFileThatIsNamedIsThere() throws {
        let objects = try project()
        func check(_ value: Any) {
            switch value {
            case let text as String:
                if text.count == 24, text.allSatisfy(\.isHexDigit) {
                    XCTAssertNotNil(objects[text], "\(text) is not there")
                }
            case let list as [Any]: list.forEach(check)
            case let object as Object: object.values.forEach(check)
            default: break
            }
        }
        for object in objects.values { check(object) }
        let paths = paths(objects)
        XCTAssertGreaterThan(paths.count, 15)
        for path in paths.values where !path.contains("/../target/") {
            XCTAssertTrue(exists(path), "\(path) is not there")
        }
        XCTAssertTrue(paths.values.contains("ios/../target/native/ios/Kodebro.xcframework"))
        for object in objects.values where object["isa"] as? String == "XCLocalSwiftPackageReference" {
            XCTAssertTrue(exists("ios/\(object["relativePath"] ?? "")/Package.swift"))
        }
    }

    func testEverySourceAndResourceIsInItsTarget() throws {
        let objects = try project()
        XCTAssertEqual(
            files("Kodebro", "PBXSourcesBuildPhase", objects),
            try AppTests.files(below: "ios/App/Sources", ending: ".swift"))
        XCTAssertEqual(
            files("KodebroTests", "PBXSourcesBuildPhase", objects),
            try AppTests.files(below: "ios/KodebroKit/Tests/KodebroKitTests", ending: ".swift"))
        let resources = try FileManager.default.contentsOfDirectory(
            atPath: repository.appendingPathComponent("ios/App/Resources").path)
        let settings = ["Info.plist", "Kodebro.entitlements"]
        XCTAssertEqual(
            files("Kodebro", "PBXResourcesBuildPhase", objects),
            resources.filter { !settings.contains($0) }.map { "ios/App/Resources/" + $0 }.sorted())
        for target in ["Kodebro", "KodebroTests"] {
            XCTAssertEqual(
                files(target, "PBXFrameworksBuildPhase", objects),
                ["ios/../target/native/ios/Kodebro.xcframework"])
        }
    }

    func testTheSettingsNameWhatIsThereAndSayNoLeastIOSOfTheirOwn() throws {
        let configurations = try project().values.filter { $0["isa"] as? String == "XCBuildConfiguration" }
        XCTAssertEqual(configurations.count, 6)
        for configuration in configurations {
            let settings = configuration["buildSettings"] as? [String: String] ?? [:]
            XCTAssertNil(settings["IPHONEOS_DEPLOYMENT_TARGET"])
            for key in ["INFOPLIST_FILE", "CODE_SIGN_ENTITLEMENTS"] {
                if let path = settings[key] { XCTAssertTrue(exists("ios/" + path), path) }
            }
        }
        let shared = try text("ios/Kodebro.xcconfig")
        let least = try text("ios/deployment-target").trimmingCharacters(in: .whitespacesAndNewlines)
        XCTAssertTrue(shared.contains("IPHONEOS_DEPLOYMENT_TARGET = \(least)\n"))
    }

    /// `scripts/ios core` writes them; nothing else says a version.
    func testTheVersionAndTheNumberOfTheBuildAreThoseOfTheWorkspace() throws {
        let line = try text("Cargo.toml").split(separator: "\n").first { $0.hasPrefix("version = ") }
        let version = try XCTUnwrap(line).dropFirst("version = ".count).filter { $0 != "\"" }
        let parts = version.split(separator: ".").compactMap { Int($0) }
        XCTAssertEqual(parts.count, 3, "the App Store takes three numbers")
        let build = parts[0] * 10_000 + parts[1] * 100 + parts[2]
        XCTAssertEqual(
            try text("target/ios/Version.xcconfig"),
            "MARKETING_VERSION = \(version)\nCURRENT_PROJECT_VERSION = \(build)\n")
        let shared = try text("ios/Kodebro.xcconfig")
        XCTAssertTrue(shared.contains("#include \"../target/ios/Version.xcconfig\"\n"))
        let settings = try shared + text("ios/Kodebro.xcodeproj/project.pbxproj")
        XCTAssertFalse(settings.contains("MARKETING_VERSION ="))
        XCTAssertFalse(settings.contains("CURRENT_PROJECT_VERSION ="))
    }
}
