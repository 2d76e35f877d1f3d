import Foundation
import KodebroCore
import XCTest

private let begin: UInt64 = 1_800_000_000_000

/// A whole session, seen from Swift.
final class SessionTests: XCTestCase {
    private var folder = URL(fileURLWithPath: "")
    private var session = Session.open(folder: temporaryFolder().path, systemLanguage: "da-DK", key: nil)

    override func setUp() {
        folder = temporaryFolder()
        session = Session.open(folder: folder.path, systemLanguage: "da-DK", key: nil)
    }

    override func tearDown() {
        try? FileManager.default.removeItem(at: folder)
    }

    private func tell(_ event: Event, _ second: UInt64) throws -> Update {
        try session.handle(event: event, at: begin + second * 1000)
    }

    func testFromTheWaitToTheCodeAndItsEnd() throws {
        XCTAssertEqual(try tell(.appStarted, 0).view.screen, .home)
        XCTAssertEqual(try tell(.waitRequested, 1).view.screen, .consentExplained)
        let waiting = try tell(.consentExplained, 2)
        XCTAssertTrue(waiting.effects.contains(.startListening(atMost: 300_000)))

        let shown = try tell(.messageShared(text: SecretText(sms)), 11)
        guard case .code(let code) = shown.view.screen else {
            return XCTFail("a code is shown")
        }
        XCTAssertEqual(code.code.expose(), "402913")
        XCTAssertEqual(code.groups.map { $0.expose() }, ["402", "913"])
        XCTAssertEqual(code.spelled.expose(), "4 0 2, 9 1 3")
        XCTAssertTrue(shown.effects.contains(.secureScreen))
        let copied = try tell(.copyPressed, 12).effects
        XCTAssertTrue(copied.contains(.copy(code: SecretText("402913"))))

        let expired = try tell(.tick, 191)
        XCTAssertEqual(expired.view.screen, .expired)
        XCTAssertTrue(expired.effects.contains(.clearClipboard))
        XCTAssertTrue(expired.effects.contains(.releaseScreen))
    }

    func testNothingSecretIsPrintedOrDumped() throws {
        _ = try tell(.appStarted, 0)
        let event = Event.messageShared(text: SecretText(sms))
        let update = try tell(event, 1)
        var printed = "\(event) \(update) \(String(reflecting: update))"
        dump(event, to: &printed)
        dump(update, to: &printed)
        XCTAssertFalse(printed.contains("402"))
        XCTAssertFalse(printed.contains("Microsoft"))
    }

    func testANewProcessKnowsWhatWasKeptAndNoCode() throws {
        _ = try tell(.appStarted, 0)
        _ = try tell(.languageChosen(language: .english), 1)
        _ = try tell(.messageShared(text: SecretText(sms)), 2)
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let bytes = try Data(contentsOf: folder.appendingPathComponent(file))
            XCTAssertNil(bytes.range(of: Data("402913".utf8)))
        }
        session = Session.open(folder: folder.path, systemLanguage: "da-DK", key: nil)
        let view = try tell(.appStarted, 3).view
        XCTAssertEqual(view.language, .english)
        XCTAssertEqual(view.screen, .home)
    }
}
