import KodebroCore
import KodebroKit
import UIKit

/// Draws the phone's screen, and nothing else.
final class ScreenViewController: UIViewController {
    private let phone: Phone
    private let scroll = UIScrollView()
    private let column = UIStackView()
    private let back = ActionButton(weight: .quiet)
    private let notice = NoticeView()
    private let heading = WordsLabel(.title1)
    private let cover = CoverView()
    private var drawn: ScreenModel?
    private var parts: [PartView] = []
    private var keyboard: NSObjectProtocol?
    /// How far the screen below was scrolled, where one stands over another.
    private var placeBelow: CGPoint?

    init(phone: Phone) {
        self.phone = phone
        super.init(nibName: nil, bundle: nil)
    }

    @available(*, unavailable)
    required init?(coder: NSCoder) {
        fatalError("there is no storyboard")
    }

    override func viewDidLoad() {
        super.viewDidLoad()
        view.backgroundColor = Colour.background
        heading.accessibilityTraits = .header
        back.contentHorizontalAlignment = .leading
        column.axis = .vertical
        column.spacing = 16
        scroll.keyboardDismissMode = .interactive
        scroll.alwaysBounceVertical = true
        for part in head { column.addArrangedSubview(part) }
        scroll.addSubview(column)
        view.addSubview(scroll)
        place()
        // What is pasted by iOS's own button arrives here.
        pasteConfiguration = UIPasteConfiguration(acceptableTypeIdentifiers: ["public.text"])
        keyboard = NotificationCenter.default.addObserver(
            forName: UIResponder.keyboardWillChangeFrameNotification, object: nil, queue: .main
        ) { [weak self] change in
            let frame = change.userInfo?[UIResponder.keyboardFrameEndUserInfoKey] as? CGRect
            self?.makeRoom(forKeyboardIn: frame ?? .zero)
        }
        phone.changed = { [weak self] in self?.draw() }
        draw()
    }

    /// What stands above the parts of every screen.
    private var head: [UIView] { [back, notice, heading] }

    /// Lets what the keyboard covers be scrolled to.
    private func makeRoom(forKeyboardIn frame: CGRect) {
        let covered = scroll.frame.intersection(view.convert(frame, from: UIScreen.main.coordinateSpace))
        scroll.contentInset.bottom = covered.height
        scroll.scrollIndicatorInsets = scroll.contentInset
        showField()
    }

    /// Scrolls to the field that the keyboard writes into.
    private func showField() {
        guard let field = field, field.hasKeyboard else { return }
        scroll.scrollRectToVisible(field.convert(field.bounds, to: scroll), animated: false)
    }

    private var field: FieldView? {
        parts.lazy.compactMap { $0 as? FieldView }.first
    }

    private func place() {
        for part in [scroll, column] as [UIView] { part.translatesAutoresizingMaskIntoConstraints = false }
        let safe = view.safeAreaLayoutGuide
        let full = column.widthAnchor.constraint(equalTo: scroll.frameLayoutGuide.widthAnchor, constant: -48)
        full.priority = .defaultHigh
        NSLayoutConstraint.activate([
            scroll.topAnchor.constraint(equalTo: safe.topAnchor),
            scroll.bottomAnchor.constraint(equalTo: safe.bottomAnchor),
            scroll.leadingAnchor.constraint(equalTo: safe.leadingAnchor),
            scroll.trailingAnchor.constraint(equalTo: safe.trailingAnchor),
            column.topAnchor.constraint(equalTo: scroll.contentLayoutGuide.topAnchor, constant: 16),
            column.bottomAnchor.constraint(equalTo: scroll.contentLayoutGuide.bottomAnchor, constant: -24),
            column.centerXAnchor.constraint(equalTo: scroll.frameLayoutGuide.centerXAnchor),
            // Lines stay readable on an iPad.
            column.widthAnchor.constraint(lessThanOrEqualToConstant: 560),
            full,
        ])
    }

    /// Shows what is to be seen now; what only changes its words keeps its views, so that neither
    /// VoiceOver nor the keyboard loses its place.
    private func draw() {
        let screen = phone.screen
        let fits = drawn.map { $0.fits(screen) } ?? false
        view.accessibilityLanguage = screen.language
        back.isHidden = screen.back == nil
        back.show(screen.back ?? "") { [weak self] in self?.phone.goBack() }
        notice.show(screen.notice)
        heading.text = screen.title
        if fits {
            for (part, model) in zip(parts, screen.parts) { part.show(model, perform) }
            if let words = screen.notice, words != drawn?.notice {
                // It stands on top, which is perhaps out of sight.
                scroll.setContentOffset(.zero, animated: true)
                VoiceOver.say(words)
            }
        } else {
            replace(by: screen)
        }
        drawn = screen
        UIApplication.shared.isIdleTimerDisabled = screen.keepsAwake
        // Over a sheet as well.
        cover.show(phone.cover, over: view.window ?? view)
    }

    private func replace(by screen: ScreenModel) {
        if screen.isOver { placeBelow = scroll.contentOffset }
        let kept = drawn.map(screen.keepsField) == true ? field : nil
        for part in parts where part !== kept { part.removeFromSuperview() }
        parts = screen.parts.enumerated().map { place, model in
            let part: PartView
            if case .field = model, let kept = kept { part = kept } else { part = .of(model) }
            part.show(model, perform)
            column.insertArrangedSubview(part, at: head.count + place)
            return part
        }
        if let paste = parts.first(where: { $0 is PasteView }) as? PasteView { paste.arrives(at: self) }
        if screen.returnsTo != nil, let place = placeBelow {
            view.layoutIfNeeded()
            scroll.setContentOffset(place, animated: false)
        } else {
            scroll.setContentOffset(.zero, animated: false)
        }
        switch screen.landing {
        case .notice: VoiceOver.begin(at: notice)
        case .title: VoiceOver.begin(at: heading)
        case .part(let place): VoiceOver.begin(at: parts[place])
        }
        guard let field = field else { return }
        view.layoutIfNeeded()
        if field === kept { showField() } else if field.opensKeyboard { field.openKeyboard() }
    }

    private func perform(_ action: Action) {
        phone.perform(action)
    }

    override func paste(itemProviders: [NSItemProvider]) {
        guard let provider = itemProviders.first(where: { $0.canLoadObject(ofClass: String.self) }) else {
            phone.paste(nil)
            return
        }
        _ = provider.loadObject(ofClass: String.self) { [weak self] text, _ in
            DispatchQueue.main.async { self?.phone.paste(text) }
        }
    }

    override func accessibilityPerformEscape() -> Bool {
        guard drawn?.back != nil else { return false }
        phone.goBack()
        return true
    }
}
