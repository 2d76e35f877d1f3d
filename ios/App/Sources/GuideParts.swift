import KodebroCore
import KodebroKit
import UIKit

/// What goes on meanwhile, with the time that is left.
final class StatusView: PartView {
    private let label = WordsLabel(.headline)

    override init() {
        super.init()
        label.accessibilityTraits = [.staticText, .updatesFrequently]
        fill(with: label)
    }

    override func show(_ part: ScreenPart, _ perform: @escaping (Action) -> Void) {
        guard case .status(let words) = part else { return }
        label.text = words
    }
}

/// How far one is: as a bar, and in words.
final class ProgressView: PartView {
    private let bar = UIProgressView(progressViewStyle: .default)
    private let label = WordsLabel(.headline)

    override init() {
        super.init()
        let column = UIStackView(arrangedSubviews: [label, bar])
        column.axis = .vertical
        column.spacing = 8
        fill(with: column)
        bar.progressTintColor = Colour.mark
        // The words say the same.
        bar.isAccessibilityElement = false
    }

    override func show(_ part: ScreenPart, _ perform: @escaping (Action) -> Void) {
        guard case .progress(let progress) = part else { return }
        label.text = progress.words
        bar.isHidden = progress.share == nil
        bar.setProgress(progress.share ?? 0, animated: false)
    }
}

/// Whether a step happens on the computer or on the phone: in words, with a sign before them.
final class DeviceView: PartView {
    private let sign = DeviceSign()
    private let label = WordsLabel(.headline)

    override init() {
        super.init()
        let row = UIStackView(arrangedSubviews: [sign, label])
        row.spacing = 12
        row.alignment = .center
        fill(with: row)
    }

    override func show(_ part: ScreenPart, _ perform: @escaping (Action) -> Void) {
        guard case .device(let device) = part else { return }
        sign.show(device.device)
        label.text = device.words
    }
}

/// A computer with its foot, or a phone. Drawn, since iOS has had pictures of both since 14 only.
private final class DeviceSign: UIView {
    private let computer = UIStackView()
    private let phone: UIView

    init() {
        let size = UIFontMetrics(forTextStyle: .headline).scaledValue(for: 28)
        let screen = DeviceSign.outline(width: size, height: size * 0.65)
        phone = DeviceSign.outline(width: size * 0.55, height: size)
        super.init(frame: .zero)
        let foot = UIView(frame: .zero)
        foot.backgroundColor = Colour.text
        foot.widthAnchor.constraint(equalToConstant: size * 0.5).isActive = true
        foot.heightAnchor.constraint(equalToConstant: size * 0.1).isActive = true
        computer.axis = .vertical
        computer.alignment = .center
        computer.spacing = size * 0.08
        for part in [screen, foot] { computer.addArrangedSubview(part) }
        for sign in [computer, phone] {
            sign.translatesAutoresizingMaskIntoConstraints = false
            addSubview(sign)
            sign.centerXAnchor.constraint(equalTo: centerXAnchor).isActive = true
            sign.centerYAnchor.constraint(equalTo: centerYAnchor).isActive = true
        }
        widthAnchor.constraint(equalToConstant: size).isActive = true
        heightAnchor.constraint(equalToConstant: size).isActive = true
    }

    @available(*, unavailable)
    required init?(coder: NSCoder) {
        fatalError("there is no storyboard")
    }

    func show(_ device: Device) {
        computer.isHidden = device != .computer
        phone.isHidden = device != .phone
    }

    private static func outline(width: CGFloat, height: CGFloat) -> UIView {
        let outline = FramedView(UIView(frame: .zero), line: Colour.text, width: 2, corner: 4, inset: 0)
        outline.widthAnchor.constraint(equalToConstant: width).isActive = true
        outline.heightAnchor.constraint(equalToConstant: height).isActive = true
        return outline
    }
}

/// One of several things to choose.
final class ChoiceView: PartView {
    private let card = CardButton()

    override init() {
        super.init()
        fill(with: card)
    }

    override func show(_ part: ScreenPart, _ perform: @escaping (Action) -> Void) {
        guard case .choice(let choice) = part else { return }
        let title = CardButton.Line(words: (choice.isChosen ? "✓ " : "") + choice.words, style: .headline)
        let about = choice.about.map { CardButton.Line(words: $0, style: .body) }
        card.show([title] + (about.map { [$0] } ?? []), isMarked: choice.isChosen) { perform(choice.action) }
        card.accessibilityLabel = [choice.words, choice.about].compactMap { $0 }.joined(separator: "\n")
        card.accessibilityTraits = choice.isChosen ? [.button, .selected] : .button
    }
}

/// A step in the list of all, to go to.
final class StepRowView: PartView {
    private let card = CardButton()

    override init() {
        super.init()
        fill(with: card)
    }

    override func show(_ part: ScreenPart, _ perform: @escaping (Action) -> Void) {
        guard case .step(let step) = part else { return }
        var lines = [
            CardButton.Line(words: step.number + " · " + step.device.words, style: .footnote),
            CardButton.Line(words: step.words, style: .headline),
        ]
        if let reached = step.reached {
            lines.append(CardButton.Line(words: (step.isHere ? "→ " : "✓ ") + reached, style: .footnote))
        }
        card.show(lines, isMarked: step.isHere) { perform(step.action) }
        card.accessibilityLabel = [step.number, step.reached, step.words, step.device.words]
            .compactMap { $0 }.joined(separator: "\n")
        card.accessibilityTraits = step.isHere ? [.button, .selected] : .button
    }
}

/// A card that is pressed as a whole, with words of several sizes, heard as one button.
private final class CardButton: UIControl {
    /// A line of words.
    struct Line: Equatable {
        let words: String
        let style: UIFont.TextStyle
    }

    private let press = Listener()
    private let column = UIStackView()
    private var face: UIView?
    private var shown: (lines: [Line], isMarked: Bool)?

    init() {
        super.init(frame: .zero)
        column.axis = .vertical
        column.spacing = 4
        isAccessibilityElement = true
        press.listen(to: self, for: .touchUpInside)
    }

    @available(*, unavailable)
    required init?(coder: NSCoder) {
        fatalError("there is no storyboard")
    }

    override var isHighlighted: Bool {
        didSet { alpha = isHighlighted ? 0.6 : 1 }
    }

    /// Takes over words, whether it is marked by a frame, and what is to be done.
    func show(_ lines: [Line], isMarked: Bool, _ action: @escaping () -> Void) {
        press.action = action
        if let shown = shown, shown == (lines, isMarked) { return }
        shown = (lines, isMarked)
        for old in column.arrangedSubviews { old.removeFromSuperview() }
        for line in lines {
            let label = WordsLabel(line.style)
            label.text = line.words
            column.addArrangedSubview(label)
        }
        face?.removeFromSuperview()
        let card = FramedView(
            column, line: isMarked ? Colour.mark : Colour.card, width: 3, fill: Colour.card, corner: 14,
            inset: 13)
        // The card itself is pressed, not what stands on it.
        card.isUserInteractionEnabled = false
        card.translatesAutoresizingMaskIntoConstraints = false
        addSubview(card)
        face = card
        NSLayoutConstraint.activate([
            card.topAnchor.constraint(equalTo: topAnchor),
            card.bottomAnchor.constraint(equalTo: bottomAnchor),
            card.leadingAnchor.constraint(equalTo: leadingAnchor),
            card.trailingAnchor.constraint(equalTo: trailingAnchor),
            card.heightAnchor.constraint(greaterThanOrEqualToConstant: 52),
        ])
    }
}
