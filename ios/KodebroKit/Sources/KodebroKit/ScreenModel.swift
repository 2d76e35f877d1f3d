import KodebroCore

/// What a button does.
public enum Action: Equatable {
    /// Tells the core.
    case tell(Event)
    /// Reads the clipboard.
    case paste
    /// Reads what stands in the field.
    case read(String)
    /// What stands in the field has changed.
    case edit(from: String, to: String)
    /// Asks iOS whether notifications may be shown.
    case askForNotifications
    /// Shows what the app is built on.
    case showLicences
    /// Shows the text of a licence, by its place in the list.
    case readLicence(Int)
}

/// How much a button stands out.
public enum Weight: Equatable {
    /// What the person most likely wants.
    case main
    /// Another thing that helps.
    case other
    /// A thing that is seldom wanted, and a way out.
    case quiet
}

/// A button.
public struct ButtonModel: Equatable {
    /// What stands on it.
    public let words: String
    /// How much it stands out.
    public let weight: Weight
    /// What it does.
    public let action: Action
}

/// A code as it is shown: large, in groups that are never torn.
public struct CodeModel: Equatable {
    /// The groups, in the order of reading, which is left to right in every language.
    public let groups: [SecretText]
    /// For VoiceOver: one character at a time, a pause between groups.
    public let spoken: SecretText
}

/// A candidate to choose.
public struct CandidateModel: Equatable {
    /// The code.
    public let code: SecretText
    /// For VoiceOver: one character at a time.
    public let spoken: SecretText
    /// What choosing it does.
    public let action: Action
}

/// The time that is left.
public struct CountdownModel: Equatable {
    /// From 1 down to 0.
    public let share: Float
    /// The same in words.
    public let words: String
    /// Whether it warns by its colour as well.
    public let isSoon: Bool

    /// Below this many seconds it warns.
    static let soon: UInt32 = 30

    init(left: UInt32, total: UInt32, words: String, warns: Bool) {
        share = total == 0 ? 0 : min(1, Float(left) / Float(total))
        self.words = words
        isSoon = warns && left < Self.soon
    }
}

/// One of several things to choose, of which one holds.
public struct OptionModel: Equatable {
    /// What it is called.
    public let words: String
    /// Whether it holds.
    public let isChosen: Bool
    /// What choosing it does.
    public let action: Action
}

/// A piece of a screen, from top to bottom.
public enum ScreenPart: Equatable {
    /// The title of a section.
    case section(String)
    /// What matters most, in large letters.
    case lead(String)
    /// Running text.
    case body(String)
    /// A paragraph of a licence, to read and to copy from; in English whatever the app speaks.
    case licence(String)
    /// One of several things, set apart from the others.
    case item(String, words: String?, isUrgent: Bool)
    /// The code.
    case code(CodeModel)
    /// The time left.
    case countdown(CountdownModel)
    /// A candidate.
    case candidate(CandidateModel)
    /// A button.
    case button(ButtonModel)
    /// The button that pastes; iOS has one of its own, which asks no question (iOS 16).
    case paste(ButtonModel)
    /// The field that iOS offers a code for above the keyboard, with the words of its button, and whether
    /// the keyboard opens by itself.
    case field(label: String, button: String, opensKeyboard: Bool)
    /// One of several options.
    case option(OptionModel)
    /// What goes on meanwhile, with the time that is left.
    case status(String)
    /// How far one is in the guide.
    case progress(ProgressModel)
    /// Where a step of the guide happens.
    case device(DeviceModel)
    /// A page of the sign-in or a message, drawn.
    case drawing(DrawingModel)
    /// One of several things to choose, with more words about it.
    case choice(ChoiceModel)
    /// A step in the list of all.
    case step(StepRowModel)

    /// Equal where the same view can show both.
    var shape: String {
        switch self {
        case .section: return "section"
        case .lead: return "lead"
        case .body: return "body"
        case .licence: return "licence"
        case .item(_, let words, let isUrgent): return "item \(words == nil) \(isUrgent)"
        case .code: return "code"
        case .countdown: return "countdown"
        case .candidate: return "candidate"
        case .button(let button): return "button \(button.weight)"
        case .paste(let button): return "paste \(button.weight)"
        case .field: return "field"
        case .option: return "option"
        case .status: return "status"
        // Another step is another screen, though it may look the same.
        case .progress(let progress): return "progress \(progress.words)"
        case .device: return "device"
        case .drawing: return "drawing"
        case .choice: return "choice"
        case .step: return "step"
        }
    }
}

/// Where VoiceOver begins on a new screen.
public enum Landing: Equatable {
    /// At what there is to tell, on top of everything.
    case notice
    /// At the title.
    case title
    /// At a part, by its place.
    case part(Int)
}

/// A screen, ready to be drawn: no view decides anything.
public struct ScreenModel: Equatable {
    /// The title.
    public let title: String
    /// Everything below the title.
    public let parts: [ScreenPart]
    /// Something to tell on top of it.
    public let notice: String?
    /// The words of the way back; nothing where back leads nowhere inside the app.
    public let back: String?
    /// What is read off while the hands are on the computer must not go dark.
    public let keepsAwake: Bool
    /// The language of all words but a licence's, as a tag (BCP 47), for VoiceOver.
    public let language: String
    /// Whether back leads to the screen before as it was left.
    public let isOver: Bool
    /// Where the person is back from a screen over this one: the place of the part that led there.
    public let returnsTo: Int?

    /// Whether the views of another screen can show this one: only words and time have changed, and
    /// what VoiceOver or the keyboard stands on must stay.
    public func fits(_ other: ScreenModel) -> Bool {
        title == other.title && parts.map(\.shape) == other.parts.map(\.shape)
    }

    /// Whether what stands in the field of another screen, and the keyboard, stay where they are: it is
    /// the same screen, with more or less on it.
    public func keepsField(of other: ScreenModel) -> Bool {
        title == other.title && hasField && other.hasField
    }

    private var hasField: Bool {
        parts.contains { if case .field = $0 { return true } else { return false } }
    }

    /// Where VoiceOver begins where this screen is new.
    public var landing: Landing {
        if notice != nil { return .notice }
        return returnsTo.map { .part($0) } ?? .title
    }
}

extension ScreenModel {
    /// The screen of a view.
    init(view: View, device: Capabilities, isPasteLikely: Bool = false, licences: LicencesShown = .none) {
        var screen = ScreenBuilder(
            view, device: device, isPasteLikely: isPasteLikely, licences: licences)
        screen.draw(view)
        title = screen.title
        parts = screen.parts
        notice = view.notice
        back = view.canGoBack ? screen.words[.buttonBack] : nil
        keepsAwake = screen.keepsAwake
        isOver = screen.isOver
        returnsTo = screen.returnsTo
        switch view.language {
        case .danish: language = "da"
        case .english: language = "en"
        }
    }
}

/// A screen that is being put together.
struct ScreenBuilder {
    let words: Words
    private let wayToGuide: String
    private let callSupport: String
    private let device: Capabilities
    private let isPasteLikely: Bool
    private let licences: LicencesShown
    var title = ""
    var parts: [ScreenPart] = []
    var keepsAwake = false
    var isOver = false
    var returnsTo: Int?

    init(_ view: View, device: Capabilities, isPasteLikely: Bool, licences: LicencesShown) {
        words = Words.of(view.language)
        wayToGuide = view.wayToGuide
        callSupport = view.callSupport
        self.device = device
        self.isPasteLikely = isPasteLikely
        self.licences = licences
    }

    mutating func draw(_ view: View) {
        switch view.screen {
        case .home: home()
        case .consentExplained: consent()
        case .waiting(let left, let total, let inWords, let next, let advice):
            let time = CountdownModel(left: left, total: total, words: inWords, warns: false)
            waiting(time, next, advice)
        case .code(let code): show(code)
        case .choose(let candidates, _, let left): choose(candidates, left)
        case .expired: expired()
        case .used:
            title = words[.usedTitle]
            body(.usedBody)
            button(.buttonHome, .main, .homePressed)
        case .warning(let steps): warning(steps)
        case .whyNoMessage(let causes, let afterWait): silence(causes, afterWait)
        case .guide(let guide): draw(guide)
        case .help: help()
        case .settings: settings(view.language)
        case .about: about()
        case .confirmDeletion:
            title = words[.deleteTitle]
            body(.deleteBody)
            // The safe answer comes first.
            button(.buttonBack, .main, .backPressed)
            button(.deleteConfirm, .other, .deletionConfirmed)
        }
    }

    private mutating func home() {
        title = words[.homeTitle]
        body(.homeIntro)
        button(.homeWait, .main, .waitRequested)
        paste(.other)
        button(wayToGuide, .other, .guide(event: .opened))
        button(.homeHelp, .quiet, .pageOpened(page: .help))
        button(.homeSettings, .quiet, .pageOpened(page: .settings))
        button(.homeAbout, .quiet, .pageOpened(page: .about))
    }

    private mutating func consent() {
        title = words[.iosConsentTitle]
        body(.iosConsentBody)
        body(.consentPrivacy)
        button(.buttonContinue, .main, .consentExplained)
        button(.buttonBack, .quiet, .backPressed)
    }

    private mutating func waiting(_ time: CountdownModel, _ next: String, _ advice: [String]) {
        keepsAwake = true
        title = words[.waitingTitle]
        parts.append(.lead(next))
        parts.append(.countdown(time))
        for piece in advice { item(piece) }
        field(opensKeyboard: !device.isVoiceOverRunning)
        paste(.main)
        askForNotifications()
        button(.codeResend, .quiet, .resendPressed)
        button(.helpNothing, .quiet, .pageOpened(page: .whyNoMessage))
        button(.buttonCancel, .quiet, .waitCancelled)
    }

    private mutating func show(_ code: CodeView) {
        keepsAwake = true
        title = words[code.expected ? .codeTitle : .codeExpectedQuestion]
        parts.append(.code(CodeModel(groups: code.groups, spoken: code.spelled)))
        parts.append(
            .countdown(
                CountdownModel(
                    left: code.secondsLeft, total: code.secondsTotal, words: code.left, warns: true)
            ))
        if code.expected { body(.codeTypeIt) }
        for piece in code.advice { item(piece) }
        if code.expected {
            button(code.copied ? .codeCopied : .codeCopy, .main, .copyPressed)
            button(.codeUsed, .other, .codeUsed)
            button(.codeShare, .quiet, .sharePressed)
            button(.codeResend, .quiet, .resendPressed)
            button(.codeNotMine, .quiet, .codeNotMine)
        } else {
            button(.codeExpected, .main, .codeExpected)
            button(.codeNotMine, .other, .codeNotMine)
        }
        button(.buttonHome, .quiet, .homePressed)
    }

    private mutating func choose(_ candidates: [SecretText], _ left: String) {
        keepsAwake = true
        title = words[.chooseTitle]
        body(.chooseBody)
        parts.append(.body(left))
        for (index, code) in candidates.enumerated() {
            let spoken = code.expose().map(String.init).joined(separator: " ")
            parts.append(
                .candidate(
                    CandidateModel(
                        code: code, spoken: SecretText(spoken),
                        action: .tell(.candidateChosen(index: UInt32(index))))))
        }
        button(.chooseNone, .quiet, .noneOfThese)
    }

    private mutating func expired() {
        title = words[.expiredTitle]
        body(.expiredBody)
        button(.codeResend, .main, .resendPressed)
        button(.silenceAgain, .other, .waitRequested)
        paste(.quiet)
        button(.buttonHome, .quiet, .homePressed)
    }

    private mutating func warning(_ steps: [String]) {
        title = words[.warningTitle]
        for (index, step) in steps.enumerated() {
            parts.append(.item("\(index + 1). \(step)", words: nil, isUrgent: true))
        }
        support(.main)
        button(.buttonHome, .quiet, .homePressed)
    }

    private mutating func silence(_ causes: [Cause], _ afterWait: Bool) {
        title = words[afterWait ? .silenceTitle : .helpNothing]
        if afterWait {
            button(.silenceAgain, .main, .waitRequested)
            paste(.other)
        }
        body(.silenceIntro)
        for cause in causes { item(cause.cause, cause.remedy) }
        support()
    }

    private mutating func help() {
        title = words[.helpTitle]
        item(words[.helpStepWait])
        item(words[.helpStepSend])
        item(words[.iosHelpCode])
        item(words[.helpStepType])
        button(.helpNothing, .other, .pageOpened(page: .whyNoMessage))
        support()
        guard device.hasAutomations else { return }
        parts.append(.section(words[.iosShortcutTitle]))
        item(words[.iosShortcutStepOpen])
        item(words[.iosShortcutStepMessage])
        item(words[device.hasAppIntents ? .iosShortcutStepAction : .iosShortcutStepOlder])
        item(words[.iosShortcutStepDone])
    }

    private mutating func settings(_ chosen: Language) {
        title = words[.settingsTitle]
        parts.append(.section(words[.settingsLanguage]))
        for language in [Language.danish, .english] {
            // Each language by its own name, so that one finds one's own.
            parts.append(
                .option(
                    OptionModel(
                        words: Words.of(language)[.languageName], isChosen: language == chosen,
                        action: .tell(.languageChosen(language: language)))))
        }
        button(.settingsDelete, .other, .pageOpened(page: .confirmDeletion))
    }

    private mutating func about() {
        if case .text(let licence, _) = licences { return draw(licence) }
        title = words[.aboutTitle]
        body(.aboutBody)
        body(.aboutPrivacy)
        parts.append(.body(words.with(.aboutVersion, "version", device.version)))
        guard case .list(let all, let read) = licences else {
            button(words[.aboutLicences], .other, action: .showLicences)
            return
        }
        parts.append(.section(words[.aboutLicences]))
        body(.aboutLicencesBody)
        returnsTo = read.map { parts.count + $0 }
        for (place, licence) in all.enumerated() {
            parts.append(
                .choice(
                    ChoiceModel(
                        words: licence.library, about: licence.name, isChosen: false,
                        action: .readLicence(place))))
        }
    }

    private mutating func draw(_ licence: Licence) {
        isOver = true
        title = licence.library
        parts.append(.body(licence.name))
        for paragraph in licence.paragraphs { parts.append(.licence(paragraph)) }
    }

    mutating func support(_ weight: Weight = .other) {
        button(callSupport, weight, .supportCallPressed)
        button(.supportHours, weight == .main ? .other : .quiet, .supportPagePressed)
    }

    mutating func field(opensKeyboard: Bool = false) {
        parts.append(
            .field(label: words[.iosField], button: words[.iosFieldRead], opensKeyboard: opensKeyboard))
    }

    mutating func askForNotifications() {
        guard device.canAskForNotifications else { return }
        button(words[.iosNotify], .quiet, action: .askForNotifications)
    }

    mutating func body(_ key: TextKey) {
        parts.append(.body(words[key]))
    }

    mutating func item(_ title: String, _ words: String? = nil) {
        parts.append(.item(title, words: words, isUrgent: false))
    }

    mutating func button(_ key: TextKey, _ weight: Weight, _ event: Event) {
        button(words[key], weight, action: .tell(event))
    }

    mutating func button(_ words: String, _ weight: Weight, _ event: Event) {
        button(words, weight, action: .tell(event))
    }

    private mutating func button(_ words: String, _ weight: Weight, action: Action) {
        parts.append(.button(ButtonModel(words: words, weight: weight, action: action)))
    }

    mutating func paste(_ weight: Weight) {
        if isPasteLikely { item(words[.iosPasteLikely]) }
        parts.append(
            .paste(ButtonModel(words: words[.homePaste], weight: weight, action: .paste)))
    }
}
