import Availability
import XCTest

/// Symbols newer than the least iOS are used only where they are sure to be there.
final class AvailabilityTests: XCTestCase {
    /// What KodebroKit or the app could use of the standard library and Foundation, which have no
    /// stand-in, and is newer than iOS 11.
    private let others = [
        "Identifiable": 13, "Task": 13, "await": 13, "MainActor": 13, "ListFormatter": 13,
        "RelativeDateTimeFormatter": 13, "Combine": 13, "SwiftUI": 13, "formatted": 15,
        "AttributedString": 15, "AsyncSequence": 13, "Duration": 16, "ContinuousClock": 16, "Regex": 16,
        "OSAllocatedUnfairLock": 16, "Mutex": 18, "Logger": 14, "UTType": 14, "CryptoKit": 13,
    ]

    private func check() throws -> Availability {
        var check = Availability(floor: 11)
        for file in [
            "UIKit/UIKit.swift", "UserNotifications/UserNotifications.swift", "AppIntents/AppIntents.swift",
            "Security/Security.swift",
        ] {
            check.learn(try text("tests/ios/" + file))
        }
        check.add(others)
        return check
    }

    func testTheAppUsesNothingThatMayBeMissing() throws {
        let check = try check()
        XCTAssertEqual(check.ambiguous, [])
        XCTAssertGreaterThan(check.known, others.count + 15)
        let sources =
            try files(below: "ios/App/Sources", ending: ".swift")
            + files(below: "ios/KodebroKit/Sources", ending: ".swift")
        XCTAssertGreaterThan(sources.count, 12)
        for source in sources {
            for finding in check.findings(in: try text(source)) {
                XCTFail(
                    "\(source):\(finding.line): \(finding.name) is of iOS \(finding.since), and \(finding.sure) is sure"
                )
            }
        }
    }

    func testAUseWithoutAQuestionIsFound() throws {
        let check = try check()
        let broken = [
            "let colour = UIColor.systemBackground",
            "if #available(iOS 12.0, *) { field.x = .systemBackground }",
            "if #available(iOS 13.0, *) { a() } else { b(.systemBackground) }",
            "if #available(iOS 13.0, *) { a() }\nb(.systemBackground)",
            "guard #available(iOS 13.0, *) else { return b(.systemBackground) }",
            "@available(iOS 13.0, *)\nfunc f() { a() }\nfunc g() { b(.systemBackground) }",
            "func f() { guard #available(iOS 13.0, *) else { return } }\nfunc g() { b(.systemBackground) }",
            "let words = \"\\(UIColor.systemBackground)\"",
            "@available(iOS 13.0, *)\nvar a = 1\nvar b = UIColor.systemBackground",
        ]
        for source in broken {
            XCTAssertEqual(check.findings(in: source).map(\.name), ["systemBackground"], source)
        }
    }

    func testAUseUnderAQuestionIsLeftAlone() throws {
        let check = try check()
        let sound = [
            "if #available(iOS 13.0, *) { a(.systemBackground) }",
            "guard #available(iOS 14, *) else { return }\na(.systemBackground)",
            "@available(iOS 13.0, *)\nfinal class C { var a: UIColor { .systemBackground } }",
            "@available(iOS 13.0, *)\nlet a = UIColor.systemBackground",
            "// systemBackground\nlet a = \"systemBackground\" /* systemBackground */",
        ]
        for source in sound { XCTAssertEqual(check.findings(in: source), [], source) }
    }
}
