import Foundation
import KodebroCore
import XCTest

@testable import KodebroKit

/// Every screen that the core can show.
final class ScreenModelTests: XCTestCase {
    private let device = TestPlatform().device

    private func code(_ left: UInt32 = 90, copied: Bool = false, expected: Bool = true) -> CodeView {
        CodeView(
            code: SecretText("402913"), groups: [SecretText("402"), SecretText("913")],
            spelled: SecretText("4 0 2, 9 1 3"), secondsLeft: left, secondsTotal: 180,
            left: "\(left) left", copied: copied, expected: expected, advice: ["advice"])
    }

    private func view(
        _ screen: Screen, language: Language = .english, notice: String? = nil, back: Bool = false
    ) -> View {
        View(
            language: language, screen: screen, notice: notice, canGoBack: back, willNotify: false,
            wayToGuide: "the guide", callSupport: "call 35 32 32 32")
    }

    private func model(
        _ screen: Screen, language: Language = .english, notice: String? = nil, back: Bool = false
    ) -> ScreenModel {
        ScreenModel(
            view: view(screen, language: language, notice: notice, back: back), device: device,
            isPasteLikely: true)
    }

    private var all: [Screen] {
        [
            .home, .consentExplained,
            .waiting(secondsLeft: 9, secondsTotal: 300, left: "9", next: "next", advice: ["advice"]),
            .code(code: code()), .code(code: code(expected: false)),
            .choose(candidates: [SecretText("12AB"), SecretText("7788")], secondsLeft: 9, left: "9"),
            .expired, .used, .warning(steps: ["one", "two"]),
            .whyNoMessage(causes: [Cause(cause: "cause", remedy: "remedy")], afterWait: true),
            .whyNoMessage(causes: [], afterWait: false), .help, .settings, .about, .confirmDeletion,
        ]
    }

    func testEveryScreenHasATitleWordsEverywhereAndAWayOn() {
        for language in [Language.danish, .english] {
            for screen in all {
                let model = model(screen, language: language, back: true)
                XCTAssertFalse(model.title.isEmpty)
                XCTAssertNotNil(model.back)
                XCTAssertFalse(model.parts.isEmpty)
                XCTAssertFalse(model.allWords.contains("\"\""), "\(screen) has a piece without words")
                XCTAssertFalse(model.allWords.contains("{"), "\(screen) has something not filled in")
            }
        }
    }

    func testACodeIsNowhereButInItsOwnModel() {
        XCTAssertFalse(model(.code(code: code())).allWords.contains("402"))
        let choice = Screen.choose(candidates: [SecretText("12AB")], secondsLeft: 9, left: "9")
        XCTAssertFalse(model(choice).allWords.contains("12AB"))
    }

    func testCandidatesAreReadOutOneCharacterAtATime() {
        let screen = Screen.choose(candidates: [SecretText("12AB")], secondsLeft: 9, left: "9")
        let spoken = model(screen).parts.compactMap { part -> String? in
            guard case .candidate(let candidate) = part else { return nil }
            XCTAssertEqual(candidate.action, .tell(.candidateChosen(index: 0)))
            return candidate.spoken.expose()
        }
        XCTAssertEqual(spoken, ["1 2 A B"])
    }

    func testTheViewsStayWhereOnlyWordsAndTimeChange() {
        let first = model(.code(code: code(90)))
        XCTAssertTrue(first.fits(model(.code(code: code(89, copied: true)))))
        XCTAssertFalse(first.fits(model(.code(code: code(expected: false)))))
        XCTAssertFalse(first.fits(model(.code(code: code()), language: .danish)))
        XCTAssertFalse(first.fits(model(.expired)))
    }

    func testSupportIsCalledUnderTheNumberOfTheMoment() {
        let screens: [Screen] = [
            .warning(steps: ["one"]), .whyNoMessage(causes: [], afterWait: false), .help,
        ]
        for screen in screens {
            let call = model(screen).buttons.first { $0.action == .tell(.supportCallPressed) }
            XCTAssertEqual(call?.words, "call 35 32 32 32")
        }
    }

    func testTheRecipeForShortcutsIsThatOfTheDevice() {
        var device = device
        let view = view(.help)
        func words() -> String {
            ScreenModel(view: view, device: device, isPasteLikely: false).allWords
        }
        XCTAssertTrue(words().contains("Read code from this message"))
        device.hasAppIntents = false
        XCTAssertTrue(words().contains("kodebro://code?text="))
        device.hasAutomations = false
        XCTAssertFalse(words().contains("Shortcuts"))
    }

    func testTheSafeAnswerComesFirstBeforeEverythingIsDeleted() {
        XCTAssertEqual(
            model(.confirmDeletion).buttons.map(\.action),
            [.tell(.backPressed), .tell(.deletionConfirmed)])
    }
}
