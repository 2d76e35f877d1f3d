import Foundation
import KodebroCore
import KodebroKit

/// A folder of its own for a session.
func temporaryFolder() -> URL {
    let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("kodebro-" + UUID().uuidString, isDirectory: true)
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
}

/// The checkout.
let repository = (0..<5).reduce(URL(fileURLWithPath: #filePath)) { folder, _ in
    folder.deletingLastPathComponent()
}

/// A message with a code that lives three minutes.
let sms = "Brug bekræftelseskode 402913 til Microsoft godkendelse."

/// A clipboard for one test.
final class TestPasteboard: Pasteboard {
    var item: PasteItem?
    var foreign: String?
    var refuses = false

    func put(_ item: PasteItem) -> Bool {
        guard !refuses else { return false }
        (self.item, foreign) = (item, nil)
        return true
    }

    func contains(type: String) -> Bool {
        item?.mark == type
    }

    func clear() -> Bool {
        guard !refuses else { return false }
        (item, foreign) = (nil, nil)
        return true
    }

    func text() -> String? {
        foreign ?? item?.text.expose()
    }
}

/// iOS, as far as a test wants it.
final class TestPlatform: Platform {
    let clipboard = TestPasteboard()
    var now: UInt64 = 1_800_000_000_000
    var systemLanguage = "en"
    var device = Capabilities(
        canAskForNotifications: true, hasAppIntents: true, hasAutomations: true,
        isVoiceOverRunning: false, version: "1.2.3")
    let licences = Licence.read(
        "zebra – MIT\n\nZ\n\nfree of charge\n\u{c}ant – ISC\nBee – MIT OR ISC\n\nA\n")
    var refuses = false
    var timer: (after: Double, at: UInt64, due: () -> Void)?
    var notifications: [NotificationKind: (words: String, after: Double)] = [:]
    var opened: [String] = []
    var shared: [String] = []
    var announced: [String] = []
    var aside: [() -> Void] = []

    var pasteboard: Pasteboard { clipboard }

    func armTimer(after seconds: Double, due: @escaping () -> Void) {
        timer = (seconds, now + UInt64(seconds * 1000), due)
    }
    func disarmTimer() { timer = nil }
    func notify(_ words: String, kind: NotificationKind, after seconds: Double) {
        notifications[kind] = (words, seconds)
    }
    func cancelNotification(_ kind: NotificationKind) { notifications[kind] = nil }
    func askForNotifications(answered: @escaping () -> Void) {
        device.canAskForNotifications = false
        answered()
    }
    func vibrate() {}
    func doAside(_ work: @escaping @Sendable () -> Event?, then: @escaping (Event?) -> Void) {
        aside.append { then(work()) }
    }
    func announce(_ words: String) { announced.append(words) }

    func share(_ code: String) -> Bool {
        shared.append(code)
        return !refuses
    }

    func open(_ address: String) -> Bool {
        opened.append(address)
        return !refuses
    }

    /// Lets time pass, and the timer ring as often as it is due.
    func pass(_ seconds: UInt64) {
        pass(until: now + seconds * 1000)
    }

    /// The same, up to a moment of `now`.
    func pass(until end: UInt64) {
        while let timer = timer, timer.at <= end {
            now = timer.at
            self.timer = nil
            timer.due()
        }
        now = end
    }
}

/// A core that fails, always or at the first event.
final class FailingSession: SessionProtocol, @unchecked Sendable {
    private let session = Session.open(
        folder: temporaryFolder().path, systemLanguage: "en", key: nil)
    var failures: Int

    init(failures: Int) {
        self.failures = failures
    }

    func autofill(form: AutofillForm, at: UInt64) throws -> Autofill {
        try session.autofill(form: form, at: at)
    }

    func handle(event: Event, at: UInt64) throws -> Update {
        guard failures == 0 else {
            failures -= 1
            throw CocoaError(.featureUnsupported)
        }
        return try session.handle(event: event, at: at)
    }

    func refreshGuide(at: UInt64) throws -> Event? {
        try session.refreshGuide(at: at)
    }

    func speak(systemLanguage: String) throws -> View {
        guard failures != .max else { throw CocoaError(.featureUnsupported) }
        return try session.speak(systemLanguage: systemLanguage)
    }
}

/// A core that finds a newer guide whenever it looks for one, and notes what it is told and when.
final class NewerGuideSession: SessionProtocol, @unchecked Sendable {
    private let session = Session.open(
        folder: temporaryFolder().path, systemLanguage: "en", key: nil)
    private(set) var told: [(event: Event, at: UInt64)] = []

    func autofill(form: AutofillForm, at: UInt64) throws -> Autofill {
        try session.autofill(form: form, at: at)
    }

    func handle(event: Event, at: UInt64) throws -> Update {
        told.append((event, at))
        return try session.handle(event: event, at: at)
    }

    func refreshGuide(at: UInt64) throws -> Event? {
        .catalogueTaken
    }

    func speak(systemLanguage: String) throws -> View {
        try session.speak(systemLanguage: systemLanguage)
    }
}

extension ScreenModel {
    /// The buttons, with what they do.
    var buttons: [ButtonModel] {
        parts.compactMap {
            switch $0 {
            case .button(let button), .paste(let button): return button
            default: return nil
            }
        }
    }

    /// Everything that can be pressed, by what stands on it.
    var pressable: [(words: String, action: Action)] {
        parts.compactMap {
            switch $0 {
            case .button(let button), .paste(let button): return (button.words, button.action)
            case .option(let option): return (option.words, option.action)
            case .choice(let choice): return (choice.words, choice.action)
            case .step(let step): return (step.words, step.action)
            default: return nil
            }
        }
    }

    /// All words that can be read or heard on it.
    var allWords: String {
        String(describing: self)
    }
}
