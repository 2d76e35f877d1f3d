import Foundation
import KodebroCore

/// The app between iOS and the core: it turns whatever happens into an event, makes the screen of the
/// view, and carries out the effects. To be used on the main thread only.
public final class Phone {
    /// How long before its end a code that is not seen is told about, in seconds.
    static let soon: UInt32 = 30

    /// Called whenever the screen or the cover may have changed.
    public var changed: () -> Void = {}

    /// What is to be seen.
    public private(set) var view: View

    private let session: SessionProtocol
    private let platform: Platform
    private var isSecure = false
    /// Whether something stands in the field, which may be a code.
    private var isFieldFilled = false
    private var isActive = true
    private var isCaptured = false
    private var isPasteLikely = false
    private var licences = LicencesShown.none
    /// What VoiceOver is to be told once the screen stands.
    private var announcements: [String] = []

    /// A phone without a past; `start` tells the core that the app was started.
    public init(session: SessionProtocol, platform: Platform) {
        self.session = session
        self.platform = platform
        let tag = platform.systemLanguage
        // Where the core fails even here, what `start` leads to says so.
        view = (try? session.speak(systemLanguage: tag)) ?? Phone.home(languageOfSystem(tag: tag))
    }

    /// The front page, which calls no support, without the core.
    private static func home(_ language: Language) -> View {
        View(
            language: language, screen: .home, notice: nil, canGoBack: false, willNotify: false,
            wayToGuide: Words.of(language)[.homeGuide], callSupport: "")
    }

    /// The words of buttons and titles, in the language of the view.
    public var words: Words {
        Words.of(view.language)
    }

    /// The screen of the moment.
    public var screen: ScreenModel {
        ScreenModel(
            view: view, device: platform.device, isPasteLikely: isPasteLikely,
            licences: licences)
    }

    /// What covers the window, so that neither the app switcher's picture nor a recording shows a
    /// code; nothing where the window may be seen.
    public var cover: String? {
        (isSecure || isFieldFilled) && (!isActive || isCaptured) ? words[.iosCover] : nil
    }

    /// Tells the core that the app was started, with what was kept.
    public func start() {
        // What an earlier process left there speaks of a wait or a code that is gone.
        for kind in NotificationKind.allCases { platform.cancelNotification(kind) }
        tell(.appStarted)
    }

    /// Something happened: takes it in, and whatever it leads to.
    public func tell(_ event: Event) {
        let before = screen
        var events = [event]
        while !events.isEmpty {
            take(events.removeFirst(), leadingTo: &events)
        }
        changed()
        announce(since: before)
    }

    /// Tells VoiceOver, after it was led to a new screen: that would cut it off. What it hears there as
    /// the title is not told twice.
    private func announce(since before: ScreenModel) {
        let screen = self.screen
        let hearsTitle = !screen.fits(before) && screen.landing == .title
        for words in announcements where !(hearsTitle && words == screen.title) {
            platform.announce(words)
        }
        announcements = []
    }

    private func take(_ event: Event, leadingTo events: inout [Event]) {
        guard let update = handle(event) ?? handle(.shellFailed(problem: .core)) else {
            // It cannot even say that it failed.
            view.notice = words[.problemCore]
            return
        }
        turn(to: update.view)
        for effect in update.effects {
            if let event = carryOut(effect) {
                events.append(event)
            }
        }
    }

    private func turn(to next: View) {
        let before = screen
        view = next
        if view.screen != .about { licences = .none }
        if !screen.keepsField(of: before) { isFieldFilled = false }
    }

    /// Nothing where the core failed: it stays where it was.
    private func handle(_ event: Event) -> Update? {
        try? session.handle(event: event, at: platform.now)
    }

    /// Gives what there is to tell the core of it.
    private func carryOut(_ effect: Effect) -> Event? {
        switch effect {
        case .startListening: return .listeningFailed  // No app may on iOS.
        case .stopListening, .askConsent, .closeConsent: return nil
        case .secureScreen: isSecure = true
        case .releaseScreen: isSecure = false
        case .armTimer(let at):
            let now = platform.now
            let left = at > now ? Double(at - now) / 1000 : 0
            platform.armTimer(after: left) { [weak self] in self?.tell(.tick) }
        case .disarmTimer: platform.disarmTimer()
        case .copy(let code):
            let clipboard = CodeClipboard(platform.pasteboard)
            return problem(.copy, unless: clipboard.copy(code, shownAs: view, now: platform.now))
        case .clearClipboard:
            return problem(.clearClipboard, unless: CodeClipboard(platform.pasteboard).clear())
        case .share(let code): return problem(.share, unless: platform.share(code.expose()))
        case .notify(let words, _): platform.notify(words, kind: .wait, after: 0)
        case .cancelNotification: platform.cancelNotification(.wait)
        case .vibrate: platform.vibrate()
        case .announce(let words): announcements.append(words)
        case .callSupport(let number): return problem(.call, unless: platform.open("tel:" + number))
        case .openPage(let address): return problem(.openPage, unless: platform.open(address))
        case .refreshGuide:
            let (session, now) = (session, platform.now)
            platform.doAside(
                { try? session.refreshGuide(at: now) },
                then: { [weak self] came in came.map { self?.tell($0) } })
        }
        return nil
    }

    private func problem(_ problem: ShellProblem, unless done: Bool) -> Event? {
        done ? nil : .shellFailed(problem: problem)
    }

    /// A button was pressed.
    public func perform(_ action: Action) {
        switch action {
        case .tell(let event): tell(event)
        case .paste: paste(platform.pasteboard.text())
        case .read(let typed): tell(WayIn.event(typed: typed))
        case .edit(let before, let now): edit(from: before, to: now)
        case .askForNotifications:
            platform.askForNotifications { [weak self] in self?.changed() }
        case .showLicences: show(.list(platform.licences, read: nil))
        case .readLicence(let place): show(.text(platform.licences[place], place: place))
        }
    }

    /// The person goes back: from the text of a licence to the list, else as the core says.
    public func goBack() {
        if case .text(_, let place) = licences {
            return show(.list(platform.licences, read: place))
        }
        tell(.backPressed)
    }

    private func show(_ licences: LicencesShown) {
        self.licences = licences
        changed()
    }

    /// What stands in the field has changed. What came at once is read; what is typed waits for the
    /// button.
    private func edit(from before: String, to now: String) {
        isFieldFilled = !now.isEmpty
        if WayIn.cameAtOnce(now, after: before) {
            tell(WayIn.event(typed: now))
        } else {
            changed()
        }
    }

    /// The person pasted this; nothing where it is no text.
    public func paste(_ text: String?) {
        isPasteLikely = false
        tell(WayIn.event(pasted: text))
    }

    /// iOS found, or did not find, something like a code on the clipboard, without reading it.
    public func clipboardLooked(isLikely: Bool) {
        isPasteLikely = isLikely && !platform.pasteboard.contains(type: CodeClipboard.mark)
        changed()
    }

    /// The app is about to be seen by others than the person: the app switcher, a call.
    public func resignActive() {
        isActive = false
        changed()
    }

    /// The person is back at it.
    public func becomeActive() {
        isActive = true
        changed()
    }

    /// The screen is being recorded or mirrored, or no longer.
    public func captured(_ isCaptured: Bool) {
        self.isCaptured = isCaptured
        changed()
    }

    /// The app is no longer seen. iOS stops it soon, so that what is to be told later is left behind.
    public func enterBackground() {
        tell(.movedToBackground)
        if case .code(let code) = view.screen, code.secondsLeft > Self.soon {
            let left = Double(code.secondsLeft - Self.soon)
            platform.notify(words[.iosCodeSoon], kind: .codeSoon, after: left)
        }
    }

    /// The app is seen again.
    public func enterForeground() {
        platform.cancelNotification(.codeSoon)
        tell(.movedToForeground)
    }

    /// The system's language may have changed.
    public func speak() {
        if let spoken = try? session.speak(systemLanguage: platform.systemLanguage) {
            turn(to: spoken)
        }
        changed()
    }
}
