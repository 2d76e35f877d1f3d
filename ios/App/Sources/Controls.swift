import KodebroKit
import UIKit

/// Colours that follow light and dark; before iOS 13 there is only light.
enum Colour {
    static var background: UIColor {
        if #available(iOS 13.0, *) { return .systemBackground }
        return .white
    }

    static var text: UIColor {
        if #available(iOS 13.0, *) { return .label }
        return .black
    }

    static var card: UIColor {
        if #available(iOS 13.0, *) { return .secondarySystemBackground }
        return UIColor(white: 0.95, alpha: 1)
    }

    static var urgent: UIColor {
        UIColor(red: 0.85, green: 0.15, blue: 0.1, alpha: 0.18)
    }

    static var warning: UIColor {
        pair(
            light: UIColor(red: 0.7, green: 0.1, blue: 0.05, alpha: 1),
            dark: UIColor(red: 1, green: 0.55, blue: 0.5, alpha: 1))
    }

    /// The icon's green, on which white is read.
    static let main = UIColor(red: 0, green: 0.42, blue: 0.373, alpha: 1)

    /// Marks one of several things; never by colour alone.
    static var mark: UIColor {
        pair(light: main, dark: UIColor(red: 0.4, green: 0.85, blue: 0.77, alpha: 1))
    }

    /// Lines and words that stand back.
    static var line: UIColor {
        if #available(iOS 13.0, *) { return .secondaryLabel }
        return UIColor(white: 0.4, alpha: 1)
    }

    static var link: UIColor {
        pair(
            light: UIColor(red: 0, green: 0.3, blue: 0.7, alpha: 1),
            dark: UIColor(red: 0.55, green: 0.78, blue: 1, alpha: 1))
    }

    /// Each can be read against the background it is for.
    private static func pair(light: UIColor, dark: UIColor) -> UIColor {
        guard #available(iOS 13.0, *) else { return light }
        return UIColor { traits in traits.userInterfaceStyle == .dark ? dark : light }
    }
}

/// Words of any length and size.
final class WordsLabel: UILabel {
    init(_ style: UIFont.TextStyle) {
        super.init(frame: .zero)
        font = UIFont.preferredFont(forTextStyle: style)
        adjustsFontForContentSizeCategory = true
        numberOfLines = 0
        textAlignment = .natural
        textColor = Colour.text
    }

    @available(*, unavailable)
    required init?(coder: NSCoder) {
        fatalError("there is no storyboard")
    }
}

/// What is done when something happens to a control.
final class Listener: NSObject {
    var action: () -> Void = {}

    func listen(to control: UIControl, for event: UIControl.Event) {
        control.addTarget(self, action: Listener.heard, for: event)
    }

    // Only Apple's compiler knows selectors.
    #if canImport(ObjectiveC)
        private static let heard = #selector(hear)

        @objc private func hear() {
            action()
        }
    #else
        private static let heard = Selector("hear")

        func hear() {
            action()
        }
    #endif
}

/// A button whose words may take several lines.
final class ActionButton: UIButton {
    var weight: Weight {
        didSet { dress() }
    }
    private let press = Listener()

    init(weight: Weight) {
        self.weight = weight
        super.init(frame: .zero)
        titleLabel?.adjustsFontForContentSizeCategory = true
        titleLabel?.numberOfLines = 0
        titleLabel?.textAlignment = .center
        layer.cornerRadius = 14
        press.listen(to: self, for: .touchUpInside)
        if let title = titleLabel {
            // Large text makes the button larger.
            heightAnchor.constraint(greaterThanOrEqualTo: title.heightAnchor, constant: 24).isActive = true
        }
        heightAnchor.constraint(greaterThanOrEqualToConstant: 52).isActive = true
        dress()
    }

    @available(*, unavailable)
    required init?(coder: NSCoder) {
        fatalError("there is no storyboard")
    }

    /// Takes over words and what is to be done.
    func show(_ words: String, _ action: @escaping () -> Void) {
        setTitle(words, for: .normal)
        press.action = action
    }

    private func dress() {
        titleLabel?.font = UIFont.preferredFont(forTextStyle: weight == .main ? .title3 : .body)
        switch weight {
        case .main:
            backgroundColor = Colour.main
            setTitleColor(.white, for: .normal)
        case .other:
            backgroundColor = Colour.card
            setTitleColor(Colour.text, for: .normal)
        case .quiet:
            backgroundColor = .clear
            setTitleColor(Colour.text, for: .normal)
        }
    }
}

/// Something to tell on top of the screen.
final class NoticeView: UIView {
    private let label = WordsLabel(.body)

    init() {
        super.init(frame: .zero)
        layer.cornerRadius = 12
        backgroundColor = Colour.card
        label.translatesAutoresizingMaskIntoConstraints = false
        addSubview(label)
        NSLayoutConstraint.activate([
            label.topAnchor.constraint(equalTo: topAnchor, constant: 16),
            label.bottomAnchor.constraint(equalTo: bottomAnchor, constant: -16),
            label.leadingAnchor.constraint(equalTo: leadingAnchor, constant: 16),
            label.trailingAnchor.constraint(equalTo: trailingAnchor, constant: -16),
        ])
        isAccessibilityElement = true
        accessibilityTraits = .staticText
    }

    @available(*, unavailable)
    required init?(coder: NSCoder) {
        fatalError("there is no storyboard")
    }

    /// Tells it; nothing takes it away.
    func show(_ words: String?) {
        isHidden = words == nil
        label.text = words
        accessibilityLabel = words
    }
}

/// Hides the window from everybody but the person who holds the phone.
final class CoverView: UIView {
    private let label = WordsLabel(.title2)

    init() {
        super.init(frame: .zero)
        backgroundColor = Colour.background
        label.textAlignment = .center
        label.translatesAutoresizingMaskIntoConstraints = false
        addSubview(label)
        NSLayoutConstraint.activate([
            label.centerYAnchor.constraint(equalTo: centerYAnchor),
            label.leadingAnchor.constraint(equalTo: leadingAnchor, constant: 32),
            label.trailingAnchor.constraint(equalTo: trailingAnchor, constant: -32),
        ])
        accessibilityViewIsModal = true
    }

    @available(*, unavailable)
    required init?(coder: NSCoder) {
        fatalError("there is no storyboard")
    }

    /// Covers a view with these words; nothing uncovers it.
    func show(_ words: String?, over view: UIView) {
        guard let words = words else { return removeFromSuperview() }
        label.text = words
        frame = view.bounds
        autoresizingMask = [.flexibleWidth, .flexibleHeight]
        view.addSubview(self)
    }
}
