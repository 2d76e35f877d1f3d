import KodebroKit
import UIKit

/// The view of one piece of a screen.
class PartView: UIView {
    /// A view for this kind of piece.
    static func of(_ part: ScreenPart) -> PartView {
        switch part {
        case .section: return TextView(.title2, isHeading: true)
        case .lead: return TextView(.title3)
        case .body: return TextView(.body)
        case .licence: return LicenceView()
        case .item: return ItemView()
        case .code: return DigitsView()
        case .countdown: return CountdownView()
        case .candidate: return CandidateView()
        case .button: return ButtonView()
        case .paste:
            if #available(iOS 16.0, *) { return SystemPasteView() }
            return PasteView()
        case .field: return FieldView()
        case .option: return OptionView()
        case .status: return StatusView()
        case .progress: return ProgressView()
        case .device: return DeviceView()
        case .drawing: return DrawingView()
        case .choice: return ChoiceView()
        case .step: return StepRowView()
        }
    }

    init() {
        super.init(frame: .zero)
    }

    @available(*, unavailable)
    required init?(coder: NSCoder) {
        fatalError("there is no storyboard")
    }

    /// Shows a piece of the kind that the view is for.
    func show(_ part: ScreenPart, _ perform: @escaping (Action) -> Void) {}

    /// Fills this view with one other.
    func fill(with content: UIView, inset: CGFloat = 0) {
        content.translatesAutoresizingMaskIntoConstraints = false
        addSubview(content)
        NSLayoutConstraint.activate([
            content.topAnchor.constraint(equalTo: topAnchor, constant: inset),
            content.bottomAnchor.constraint(equalTo: bottomAnchor, constant: -inset),
            content.leadingAnchor.constraint(equalTo: leadingAnchor, constant: inset),
            content.trailingAnchor.constraint(equalTo: trailingAnchor, constant: -inset),
        ])
    }
}

/// Text alone.
private final class TextView: PartView {
    private let label: WordsLabel

    init(_ style: UIFont.TextStyle, isHeading: Bool = false) {
        label = WordsLabel(style)
        super.init()
        if isHeading { label.accessibilityTraits = .header }
        fill(with: label)
    }

    override func show(_ part: ScreenPart, _ perform: @escaping (Action) -> Void) {
        switch part {
        case .section(let words), .lead(let words), .body(let words): label.text = words
        default: break
        }
    }
}

/// A paragraph of a licence. VoiceOver goes from one to the next, and iOS draws no view that is as high
/// as a whole one.
private final class LicenceView: PartView {
    private let text = UITextView()

    override init() {
        super.init()
        text.isEditable = false
        text.isScrollEnabled = false
        text.font = UIFont.preferredFont(forTextStyle: .callout)
        text.adjustsFontForContentSizeCategory = true
        text.textColor = Colour.text
        text.backgroundColor = .clear
        // It stands where other words stand.
        text.textContainerInset = .zero
        text.textContainer.lineFragmentPadding = 0
        text.accessibilityLanguage = "en"
        fill(with: text)
    }

    override func show(_ part: ScreenPart, _ perform: @escaping (Action) -> Void) {
        guard case .licence(let words) = part else { return }
        text.text = words
    }
}

/// A card with a title and perhaps more words, heard as one.
private final class ItemView: PartView {
    private let title = WordsLabel(.headline)
    private let words = WordsLabel(.body)

    override init() {
        super.init()
        layer.cornerRadius = 12
        let column = UIStackView(arrangedSubviews: [title, words])
        column.axis = .vertical
        column.spacing = 4
        fill(with: column, inset: 16)
        isAccessibilityElement = true
    }

    override func show(_ part: ScreenPart, _ perform: @escaping (Action) -> Void) {
        guard case .item(let title, let words, let isUrgent) = part else { return }
        self.title.text = title
        self.words.text = words
        self.words.isHidden = words == nil
        backgroundColor = isUrgent ? Colour.urgent : Colour.card
        accessibilityLabel = [title, words ?? ""].joined(separator: "\n")
    }
}

/// The code: groups beside each other, or below each other where they are too large for that.
private final class DigitsView: PartView {
    private let groups = UIStackView()

    override init() {
        super.init()
        layer.cornerRadius = 16
        backgroundColor = Colour.card
        // Digits are read from left to right in every language.
        groups.semanticContentAttribute = .forceLeftToRight
        groups.spacing = 20
        groups.alignment = .center
        groups.distribution = .fillEqually
        fill(with: groups, inset: 16)
        isAccessibilityElement = true
        accessibilityTraits = .staticText
    }

    override func show(_ part: ScreenPart, _ perform: @escaping (Action) -> Void) {
        guard case .code(let code) = part else { return }
        for old in groups.arrangedSubviews { old.removeFromSuperview() }
        for group in code.groups {
            let label = WordsLabel(.largeTitle)
            label.font = UIFontMetrics(forTextStyle: .largeTitle)
                .scaledFont(for: UIFont.monospacedDigitSystemFont(ofSize: 48, weight: .bold))
            label.text = group.expose()
            label.textAlignment = .center
            // A long group becomes smaller rather than torn.
            label.numberOfLines = 1
            label.adjustsFontSizeToFitWidth = true
            label.minimumScaleFactor = 0.3
            groups.addArrangedSubview(label)
        }
        let isLarge = traitCollection.preferredContentSizeCategory.isAccessibilityCategory
        groups.axis = isLarge ? .vertical : .horizontal
        accessibilityLabel = code.spoken.expose()
    }
}

/// The time left: as a bar, and in words.
private final class CountdownView: PartView {
    private let bar = UIProgressView(progressViewStyle: .default)
    private let label = WordsLabel(.headline)

    override init() {
        super.init()
        let column = UIStackView(arrangedSubviews: [bar, label])
        column.axis = .vertical
        column.spacing = 8
        fill(with: column)
        // The words say the same.
        bar.isAccessibilityElement = false
        label.accessibilityTraits = [.staticText, .updatesFrequently]
    }

    override func show(_ part: ScreenPart, _ perform: @escaping (Action) -> Void) {
        guard case .countdown(let time) = part else { return }
        bar.setProgress(time.share, animated: false)
        bar.progressTintColor = time.isSoon ? Colour.warning : nil
        label.text = time.words
        label.textColor = time.isSoon ? Colour.warning : Colour.text
    }
}

/// A candidate to choose.
private final class CandidateView: PartView {
    private let button = ActionButton(weight: .other)

    override init() {
        super.init()
        fill(with: button)
    }

    override func show(_ part: ScreenPart, _ perform: @escaping (Action) -> Void) {
        guard case .candidate(let candidate) = part else { return }
        button.show(candidate.code.expose()) { perform(candidate.action) }
        button.accessibilityLabel = candidate.spoken.expose()
    }
}

/// A button.
private final class ButtonView: PartView {
    private let button = ActionButton(weight: .other)

    override init() {
        super.init()
        fill(with: button)
    }

    override func show(_ part: ScreenPart, _ perform: @escaping (Action) -> Void) {
        guard case .button(let model) = part else { return }
        button.weight = model.weight
        button.show(model.words) { perform(model.action) }
    }
}

/// The button that pastes, for which iOS asks or tells.
class PasteView: PartView {
    private let button = ActionButton(weight: .other)

    override init() {
        super.init()
        addButton()
    }

    /// Puts the button in its place.
    func addButton() {
        fill(with: button)
    }

    override func show(_ part: ScreenPart, _ perform: @escaping (Action) -> Void) {
        guard case .paste(let model) = part else { return }
        button.weight = model.weight
        button.show(model.words) { perform(model.action) }
    }

    /// Says where what is pasted shall arrive, where iOS hands it over itself.
    func arrives(at target: UIViewController) {}
}

/// iOS's own button, which needs no question.
@available(iOS 16.0, *)
private final class SystemPasteView: PasteView {
    private let control: UIPasteControl = {
        let configuration = UIPasteControl.Configuration()
        configuration.displayMode = .iconAndLabel
        configuration.cornerStyle = .large
        return UIPasteControl(configuration: configuration)
    }()
    private let label = WordsLabel(.body)

    override func addButton() {
        let column = UIStackView(arrangedSubviews: [label, control])
        column.axis = .vertical
        column.spacing = 8
        control.heightAnchor.constraint(greaterThanOrEqualToConstant: 56).isActive = true
        fill(with: column)
    }

    override func show(_ part: ScreenPart, _ perform: @escaping (Action) -> Void) {
        guard case .paste(let model) = part else { return }
        label.text = model.words
    }

    override func arrives(at target: UIViewController) {
        control.target = target
    }
}

/// The field that iOS offers the code of an SMS for, above the keyboard.
final class FieldView: PartView, UITextFieldDelegate {
    /// Whether the keyboard is to open as soon as the field is seen.
    private(set) var opensKeyboard = false
    private let label = WordsLabel(.headline)
    private let field = UITextField()
    private let button = ActionButton(weight: .other)
    private let edit = Listener()
    private var perform: (Action) -> Void = { _ in }
    /// What stood there when it was last looked at.
    private var seen = ""
    private var isToBeLookedAt = false

    override init() {
        super.init()
        field.borderStyle = .roundedRect
        field.font = UIFont.preferredFont(forTextStyle: .body)
        field.adjustsFontForContentSizeCategory = true
        field.autocorrectionType = .no
        field.autocapitalizationType = .none
        field.spellCheckingType = .no
        field.returnKeyType = .done
        field.clearButtonMode = .whileEditing
        field.delegate = self
        if #available(iOS 12.0, *) { field.textContentType = .oneTimeCode }
        edit.listen(to: field, for: .editingChanged)
        edit.action = { [weak self] in self?.edited() }
        let column = UIStackView(arrangedSubviews: [label, field, button])
        column.axis = .vertical
        column.spacing = 8
        // The field says it.
        label.isAccessibilityElement = false
        field.heightAnchor.constraint(greaterThanOrEqualToConstant: 48).isActive = true
        fill(with: column)
    }

    override func show(_ part: ScreenPart, _ perform: @escaping (Action) -> Void) {
        guard case .field(let words, let action, let opensKeyboard) = part else { return }
        self.perform = perform
        self.opensKeyboard = opensKeyboard
        label.text = words
        field.accessibilityLabel = words
        button.show(action) { [weak self] in self?.read() }
    }

    /// Opens the keyboard, above which iOS offers the code.
    func openKeyboard() {
        field.becomeFirstResponder()
    }

    /// Whether the keyboard writes here.
    var hasKeyboard: Bool { field.isFirstResponder }

    /// What holds no code stays, to be put right.
    private func read() {
        field.resignFirstResponder()
        perform(.read(field.text ?? ""))
    }

    private func edited() {
        // iOS may put in what is tapped above the keyboard character by character, all in one turn.
        guard !isToBeLookedAt else { return }
        isToBeLookedAt = true
        DispatchQueue.main.async { [weak self] in self?.look() }
    }

    private func look() {
        isToBeLookedAt = false
        // It may be gone meanwhile, since it was read.
        guard window != nil else { return }
        let (before, now) = (seen, field.text ?? "")
        seen = now
        if now != before { perform(.edit(from: before, to: now)) }
    }

    func textFieldShouldReturn(_ textField: UITextField) -> Bool {
        read()
        return true
    }
}

/// One of several options, of which one holds.
private final class OptionView: PartView {
    private let button = ActionButton(weight: .other)

    override init() {
        super.init()
        fill(with: button)
    }

    override func show(_ part: ScreenPart, _ perform: @escaping (Action) -> Void) {
        guard case .option(let option) = part else { return }
        button.show((option.isChosen ? "✓ " : "") + option.words) { perform(option.action) }
        button.accessibilityLabel = option.words
        button.accessibilityTraits = option.isChosen ? [.button, .selected] : .button
    }
}
