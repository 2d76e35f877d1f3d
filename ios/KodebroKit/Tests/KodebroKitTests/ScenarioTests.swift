import Foundation
import KodebroCore
import XCTest

@testable import KodebroKit

/// The scenarios that the other phones play beside the simulated sign-in, as far as they are about the
/// phone. An iPhone asks nothing when a message comes: whoever would say yes copies it and pastes.
final class ScenarioTests: XCTestCase {
    private struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private final class Play {
        private let platform = TestPlatform()
        private let phone: Phone
        private var messages: [String] = []

        init() {
            platform.systemLanguage = "da-DK"
            let session = Session.open(folder: temporaryFolder().path, systemLanguage: "da-DK", key: nil)
            phone = Phone(session: session, platform: platform)
            phone.start()
        }

        /// Takes a step; gives whether it was about the phone.
        func take(_ name: String, _ value: Any, nextCode: String) throws -> Bool {
            switch (name, value) {
            case ("message", let message as [String: Any]):
                messages.append(message["text"] as? String ?? "")
            case ("pass", let seconds as Int): platform.pass(UInt64(seconds))
            case ("phone", let deed as String): try perform(deed, nextCode)
            case ("phone_shows", let screen as String):
                // Nothing asks on an iPhone: it goes on to wait, in the guide or outside.
                let expected = screen == "asking" ? ["waiting", "guide"] : [screen]
                guard expected.contains(shown) else {
                    throw Failure(description: "it shows \(shown), not \(screen)")
                }
            case ("phone_says", let words as String):
                guard phone.screen.allWords.contains(words) else {
                    throw Failure(description: "it does not say \(words)")
                }
            case ("phone_code_is", let code as String):
                guard case .code(let shown) = phone.view.screen, shown.code.expose() == code else {
                    throw Failure(description: "another code stands there")
                }
            default: return false
            }
            return true
        }

        private func perform(_ deed: String, _ nextCode: String) throws {
            switch deed {
            case "wait":
                if phone.view.screen == .consentExplained { return try press(.buttonContinue) }
                if phone.view.screen == .used { try press(.buttonHome) }
                try press(phone.screen.title == phone.words[.homeTitle] ? .homeWait : .silenceAgain)
                if phone.view.screen == .consentExplained { try press(.buttonContinue) }
            case "allow", "paste":
                // The sign-in sends one where the scenario names none.
                let sent = "Brug bekræftelseskode \(nextCode) til Microsoft godkendelse."
                platform.clipboard.foreign = messages.isEmpty ? sent : messages.removeFirst()
                try press(.homePaste)
            case "refuse": break
            case "copy": try press(.codeCopy)
            case "used": try press(.codeUsed)
            case "resend": try press(.codeResend)
            case "not_mine": try press(.codeNotMine)
            case "home": try press(.buttonHome)
            case "guide": try press(phone.view.wayToGuide)
            case "first_choice":
                let first = phone.screen.pressable.first {
                    switch $0.action {
                    case .tell(.guide(.chosen)), .tell(.guide(.answered)): return true
                    default: return false
                    }
                }
                guard let first = first else { throw Failure(description: "there is no choice") }
                phone.perform(first.action)
            case "next_step": try press(.guideNext)
            default: throw Failure(description: "nobody knows how to \(deed)")
            }
        }

        private func press(_ key: TextKey) throws {
            try press(phone.words[key])
        }

        private func press(_ words: String) throws {
            guard let button = phone.screen.buttons.first(where: { $0.words == words }) else {
                throw Failure(description: "there is no \(words) on \(shown)")
            }
            phone.perform(button.action)
        }

        private var shown: String {
            switch phone.view.screen {
            case .home: return "home"
            case .consentExplained: return "consent_explained"
            case .guide: return "guide"
            case .waiting: return "waiting"
            case .code(let code): return code.expected ? "code" : "unexpected_code"
            case .expired: return "expired"
            case .used: return "used"
            case .warning: return "warning"
            case .whyNoMessage: return "why_no_message"
            default: return "another screen"
            }
        }
    }

    func testEveryScenarioGoesTheSameWayOnAnIPhone() throws {
        let folder = repository.appendingPathComponent("tests/e2e/scenarios")
        let files = try FileManager.default.contentsOfDirectory(
            at: folder, includingPropertiesForKeys: nil
        ).filter { $0.pathExtension == "json" }
        XCTAssertGreaterThanOrEqual(files.count, 15)
        var taken = 0
        for file in files {
            let whole = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
            let steps = (whole?["steps"] as? [Any] ?? []).compactMap { ($0 as? [String: Any])?.first }
            let play = Play()
            var wasRefused = false
            for (index, step) in steps.enumerated() {
                // What is said of a refusal belongs to a question that an iPhone does not ask.
                if wasRefused && step.key == "phone_says" { continue }
                wasRefused = step.value as? String == "refuse" || (wasRefused && step.key == "phone_shows")
                let nextCode = steps[index...].first { $0.key == "phone_code_is" }?.value as? String
                do {
                    let isTaken = try play.take(step.key, step.value, nextCode: nextCode ?? "402913")
                    taken += isTaken ? 1 : 0
                } catch {
                    XCTFail("\(file.lastPathComponent), step \(index): \(error)")
                    break
                }
            }
        }
        XCTAssertGreaterThan(taken, 100)
    }
}
