import Foundation
import KodebroCore
import KodebroKit

/// An iPhone with the app on it, without the app's views: what a person does on the screen, and what is
/// seen then.
///
/// Nothing asks on an iPhone when a message comes. The person sees its banner, which counts as being
/// asked: who allows it copies the message and pastes it into the app, who refuses leaves it. A code is
/// offered in the browser by iOS itself, without the app.
final class ScenarioPhone {
    private let platform = TestPlatform()
    private let folder = temporaryFolder()
    private let key = Data((0..<PlatformKey.length).map { _ in UInt8.random(in: .min ... .max) })
    private var phone: Phone
    /// What lies in the phone's own inbox.
    private var arrived: String?
    /// The message whose banner was seen.
    private var offered: String?
    private var wasInBrowser = false

    init() {
        platform.systemLanguage = "da-DK"
        phone = Self.makePhone(folder, key, platform)
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    private static func makePhone(_ folder: URL, _ key: Data, _ platform: TestPlatform) -> Phone {
        let session = Session.open(
            folder: folder.path, systemLanguage: platform.systemLanguage, key: key)
        return Phone(session: session, platform: platform)
    }

    /// Does it.
    func obey(_ command: Command) {
        if command.deed == .start { platform.now = command.at }
        platform.pass(until: max(command.at, platform.now))
        takeOverdueFromClipboard()
        wasInBrowser = command.deed == .autofill
        switch command.deed {
        case .start: open()
        case .restart: restart()
        case .pass: break
        case .receive: receive(command.text ?? "", isContact: command.isContact ?? false)
        case .wait: wait()
        case .allow: allow()
        case .refuse: offered = nil
        case .autofill:
            leave()
            comeBack()
        case .copy: press(.codeCopy)
        case .used: press(.codeUsed)
        case .resend: press(.codeResend)
        case .notMine: press(.codeNotMine)
        case .paste: arrived.map(paste)
        case .home: press(.buttonHome)
        case .guide:
            if phone.view.screen != .home { press(.buttonHome) }
            press(phone.view.wayToGuide)
        case .firstChoice: firstChoice()
        case .nextStep: press(.guideNext)
        case .english: speak(.english)
        case .danish: speak(.danish)
        }
        if !isWaiting { offered = nil }
    }

    private func open() {
        phone.start()
        comeBack()
    }

    private func comeBack() {
        phone.enterForeground()
        phone.becomeActive()
    }

    private func leave() {
        phone.resignActive()
        phone.enterBackground()
    }

    /// The person leaves the app, iOS ends its process, and the person opens it again.
    private func restart() {
        leave()
        platform.disarmTimer()
        platform.aside = []
        offered = nil
        phone = Self.makePhone(folder, key, platform)
        open()
    }

    private var isWaiting: Bool {
        switch phone.view.screen {
        case .waiting: return true
        case .guide(let guide): return guide.waiting != nil
        default: return false
        }
    }

    /// A contact's message is left to lie, as where the platform offers it to no app.
    private func receive(_ text: String, isContact: Bool) {
        arrived = text
        if isWaiting && !isContact && offered == nil { offered = text }
    }

    private func allow() {
        guard let message = offered, button(phone.words[.homePaste]) != nil else { return }
        offered = nil
        paste(message)
    }

    /// The person copies the message in the app that it lies in, comes back and pastes it.
    private func paste(_ message: String) {
        leave()
        platform.clipboard.item = nil
        platform.clipboard.foreign = message
        comeBack()
        press(.homePaste)
    }

    /// iOS takes away by itself what was put there until now.
    private func takeOverdueFromClipboard() {
        let now = Date(timeIntervalSince1970: Double(platform.now) / 1000)
        if let item = platform.clipboard.item, item.expires <= now { platform.clipboard.item = nil }
    }

    /// From a screen where no button begins a wait, the way leads over the front page.
    private func wait() {
        if case .waiting = phone.view.screen { return }
        let ways: [TextKey] = [.homeWait, .silenceAgain, .buttonContinue]
        if ways.allSatisfy({ button(phone.words[$0]) == nil }) { goHome() }
        ways.forEach(press)
    }

    private func goHome() {
        press(.buttonHome)
        while phone.view.screen != .home && phone.view.canGoBack { phone.goBack() }
    }

    private func speak(_ language: Language) {
        press(.homeSettings)
        guard phone.view.screen == .settings else { return }
        press(Words.of(language)[.languageName])
        phone.goBack()
    }

    /// The first of the guides, or of the answers.
    private func firstChoice() {
        let first = phone.screen.pressable.first {
            switch $0.action {
            case .tell(.guide(.chosen)), .tell(.guide(.answered)): return true
            default: return false
            }
        }
        if let first = first { phone.perform(first.action) }
    }

    private func press(_ key: TextKey) {
        press(phone.words[key])
    }

    /// One that is not on the screen does nothing.
    private func press(_ words: String) {
        if let action = button(words) { phone.perform(action) }
    }

    private func button(_ words: String) -> Action? {
        phone.screen.pressable.first { $0.words == words }?.action
    }

    /// What is seen, as it goes out.
    var seen: [String: Any] {
        var code: String?
        if case .code(let shown) = phone.view.screen { code = shown.code.expose() }
        return [
            "screen": screenName,
            "asks": offered != nil,
            "code": code as Any? ?? NSNull(),
            "clipboard": platform.clipboard.item?.text.expose() as Any? ?? NSNull(),
            "words": phone.screen.words.joined(separator: "\n"),
            "picture": NSNull(),
            "offered": wasInBrowser ? "nothing" : NSNull(),
        ]
    }

    private var screenName: String {
        switch phone.view.screen {
        case .home: return "home"
        case .consentExplained: return "consent_explained"
        case .waiting: return "waiting"
        case .code(let code): return code.expected ? "code" : "unexpected_code"
        case .choose: return "choose"
        case .expired: return "expired"
        case .used: return "used"
        case .warning: return "warning"
        case .whyNoMessage: return "why_no_message"
        case .guide: return "guide"
        default: return "other"
        }
    }
}

extension ScreenModel {
    /// All words that can be read or heard on it, the title first.
    fileprivate var words: [String] {
        ([title, notice] + parts.flatMap(\.words) + [back]).compactMap { $0 }
    }
}

extension ScreenPart {
    fileprivate var words: [String?] {
        switch self {
        case .section(let words), .lead(let words), .body(let words), .licence(let words),
            .status(let words):
            return [words]
        case .item(let title, let words, _): return [title, words]
        case .code(let code): return [code.spoken.expose()]
        case .countdown(let time): return [time.words]
        case .candidate(let code): return [code.spoken.expose()]
        case .button(let button), .paste(let button): return [button.words]
        case .field(let label, let button, _): return [label, button]
        case .option(let option): return [option.words]
        case .progress(let progress): return [progress.words]
        case .device(let device): return [device.words]
        case .drawing(let drawing): return [drawing.spoken]
        case .choice(let choice): return [choice.words, choice.about]
        case .step(let step): return [step.number, step.device.words, step.words, step.reached]
        }
    }
}
