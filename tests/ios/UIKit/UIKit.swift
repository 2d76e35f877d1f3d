// What the app uses of UIKit, by hand, so that it can be compiled where there is no UIKit. Nothing
// does anything. Each symbol says which iOS brought it; what says nothing is in iOS 11. The compiler
// takes no notice of that on Linux; `Availability` does.
@_exported import Foundation

public struct Selector {
    public init(_ name: String) {}
}

public protocol NSItemProviderReading {}
public protocol UIPopoverSource: AnyObject {}

open class NSItemProvider: NSObject {
    public func canLoadObject(ofClass type: String.Type) -> Bool { false }
    public func loadObject(
        ofClass type: String.Type, completionHandler: @escaping (String?, Error?) -> Void
    ) -> Progress { Progress(totalUnitCount: 1) }
}

// MARK: The app and its windows

open class UIResponder: NSObject {
    public override init() {}
    open func becomeFirstResponder() -> Bool { true }
    open func resignFirstResponder() -> Bool { true }
    open var isFirstResponder: Bool { false }
    public static let keyboardWillChangeFrameNotification = Notification.Name("keyboard")
    public static let keyboardFrameEndUserInfoKey = "frame"
    open func paste(itemProviders: [NSItemProvider]) {}
    open var pasteConfiguration: UIPasteConfiguration?
    open func accessibilityPerformEscape() -> Bool { false }
}

open class UIPasteConfiguration: NSObject {
    public init(acceptableTypeIdentifiers: [String]) {}
}

public protocol UIPasteConfigurationSupporting: AnyObject {}
extension UIResponder: UIPasteConfigurationSupporting {}

public protocol UIApplicationDelegate: AnyObject {
    init()
    func application(
        _ application: UIApplication,
        didFinishLaunchingWithOptions launchOptions: [UIApplication.LaunchOptionsKey: Any]?
    ) -> Bool
    func application(
        _ app: UIApplication, open url: URL, options: [UIApplication.OpenURLOptionsKey: Any]
    ) -> Bool
    func applicationWillResignActive(_ application: UIApplication)
    func applicationDidBecomeActive(_ application: UIApplication)
    func applicationDidEnterBackground(_ application: UIApplication)
    func applicationWillEnterForeground(_ application: UIApplication)
}
extension UIApplicationDelegate {
    public static func main() {}
}

open class UIApplication: UIResponder {
    public struct LaunchOptionsKey: Hashable {}
    public struct OpenURLOptionsKey: Hashable {}
    public struct OpenExternalURLOptionsKey: Hashable {}
    public static let shared = UIApplication()
    open var isIdleTimerDisabled = false
    open func canOpenURL(_ url: URL) -> Bool { false }
    open func open(
        _ url: URL, options: [OpenExternalURLOptionsKey: Any], completionHandler: ((Bool) -> Void)?
    ) {}
}

@available(iOS 13.0, *)
open class UIScene: UIResponder {
    open class ConnectionOptions: NSObject {
        open var urlContexts: Set<UIOpenURLContext> = []
    }
}
@available(iOS 13.0, *)
open class UIWindowScene: UIScene {}
@available(iOS 13.0, *)
open class UISceneSession: NSObject {}
@available(iOS 13.0, *)
open class UIOpenURLContext: NSObject {
    open var url = URL(fileURLWithPath: "")
}
@available(iOS 13.0, *)
public protocol UIWindowSceneDelegate: AnyObject {
    var window: UIWindow? { get set }
    func scene(
        _ scene: UIScene, willConnectTo session: UISceneSession, options: UIScene.ConnectionOptions)
    func scene(_ scene: UIScene, openURLContexts contexts: Set<UIOpenURLContext>)
    func sceneWillResignActive(_ scene: UIScene)
    func sceneDidBecomeActive(_ scene: UIScene)
    func sceneDidEnterBackground(_ scene: UIScene)
    func sceneWillEnterForeground(_ scene: UIScene)
}

open class UIScreen: NSObject {
    public static let main = UIScreen()
    open var bounds = CGRect.zero
    open var isCaptured: Bool { false }
    open var coordinateSpace: UICoordinateSpace { UIView(frame: .zero) }
    public static let capturedDidChangeNotification = Notification.Name("captured")
}

open class UIWindow: UIView {
    @available(iOS 13.0, *)
    public init(windowScene: UIWindowScene) { super.init(frame: .zero) }
    public override init(frame: CGRect) { super.init(frame: frame) }
    public required init?(coder: NSCoder) { nil }
    open var rootViewController: UIViewController?
    open func makeKeyAndVisible() {}
}

open class UIViewController: UIResponder {
    public init(nibName: String?, bundle: Bundle?) {}
    public required init?(coder: NSCoder) {}
    open var view: UIView! = UIView(frame: .zero)
    open var presentedViewController: UIViewController?
    open var popoverPresentationController: UIPopoverPresentationController?
    open func viewDidLoad() {}
    open func present(
        _ viewController: UIViewController, animated: Bool, completion: (() -> Void)?
    ) {}
}

open class UIPopoverPresentationController: NSObject {
    open var sourceView: UIView?
    open var sourceRect = CGRect.zero
}

open class UIActivity: NSObject {}
open class UIActivityViewController: UIViewController {
    public init(activityItems: [Any], applicationActivities: [UIActivity]?) {
        super.init(nibName: nil, bundle: nil)
    }
    public required init?(coder: NSCoder) { nil }
}

// MARK: Views

open class CALayer: NSObject {
    open var cornerRadius: CGFloat = 0
}

public enum UISemanticContentAttribute { case unspecified, forceLeftToRight }
public enum NSTextAlignment { case natural, center, left }
public struct UIAccessibilityTraits: OptionSet {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    public static let header = UIAccessibilityTraits(rawValue: 1)
    public static let staticText = UIAccessibilityTraits(rawValue: 2)
    public static let updatesFrequently = UIAccessibilityTraits(rawValue: 4)
    public static let button = UIAccessibilityTraits(rawValue: 8)
    public static let selected = UIAccessibilityTraits(rawValue: 16)
    public static let image = UIAccessibilityTraits(rawValue: 32)
}

public protocol UICoordinateSpace: AnyObject {}

open class UIView: UIResponder, UICoordinateSpace {
    public struct AutoresizingMask: OptionSet {
        public let rawValue: Int
        public init(rawValue: Int) { self.rawValue = rawValue }
        public static let flexibleWidth = AutoresizingMask(rawValue: 1)
        public static let flexibleHeight = AutoresizingMask(rawValue: 2)
    }
    public init(frame: CGRect) {}
    public required init?(coder: NSCoder) {}
    open var frame = CGRect.zero
    open var bounds = CGRect.zero
    open var layer = CALayer()
    open var backgroundColor: UIColor?
    open var isHidden = false
    open var alpha: CGFloat = 1
    open var isUserInteractionEnabled = true
    open var autoresizingMask: AutoresizingMask = []
    open var translatesAutoresizingMaskIntoConstraints = true
    open var semanticContentAttribute = UISemanticContentAttribute.unspecified
    open var traitCollection = UITraitCollection()
    open var window: UIWindow? { nil }
    open func layoutIfNeeded() {}
    open func convert(_ rect: CGRect, from space: UICoordinateSpace) -> CGRect { rect }
    open func convert(_ rect: CGRect, to view: UIView?) -> CGRect { rect }
    open func setContentHuggingPriority(
        _ priority: UILayoutPriority, for axis: NSLayoutConstraint.Axis
    ) {}
    open func setContentCompressionResistancePriority(
        _ priority: UILayoutPriority, for axis: NSLayoutConstraint.Axis
    ) {}
    open func addSubview(_ view: UIView) {}
    open func removeFromSuperview() {}
    open var isAccessibilityElement = false
    open var accessibilityLabel: String?
    open var accessibilityLanguage: String?
    open var accessibilityTraits: UIAccessibilityTraits = []
    open var accessibilityViewIsModal = false
    open var safeAreaLayoutGuide = UILayoutGuide()
    open var topAnchor = NSLayoutYAxisAnchor()
    open var bottomAnchor = NSLayoutYAxisAnchor()
    open var centerXAnchor = NSLayoutXAxisAnchor()
    open var centerYAnchor = NSLayoutYAxisAnchor()
    open var leadingAnchor = NSLayoutXAxisAnchor()
    open var trailingAnchor = NSLayoutXAxisAnchor()
    open var widthAnchor = NSLayoutDimension()
    open var heightAnchor = NSLayoutDimension()
}

open class UITraitCollection: NSObject {
    open var preferredContentSizeCategory = UIContentSizeCategory()
    @available(iOS 12.0, *)
    open var userInterfaceStyle: UIUserInterfaceStyle { .light }
}
@available(iOS 12.0, *)
public enum UIUserInterfaceStyle { case light, dark }
public struct UIContentSizeCategory {
    public var isAccessibilityCategory: Bool { false }
}

open class UILayoutGuide: NSObject {
    open var topAnchor = NSLayoutYAxisAnchor()
    open var bottomAnchor = NSLayoutYAxisAnchor()
    open var leadingAnchor = NSLayoutXAxisAnchor()
    open var trailingAnchor = NSLayoutXAxisAnchor()
    open var centerXAnchor = NSLayoutXAxisAnchor()
    open var widthAnchor = NSLayoutDimension()
}

public struct UILayoutPriority {
    public static let defaultHigh = UILayoutPriority()
    public static let required = UILayoutPriority()
}

open class NSLayoutConstraint: NSObject {
    open var isActive = false
    open var priority = UILayoutPriority()
    public static func activate(_ constraints: [NSLayoutConstraint]) {}
}

open class NSLayoutAnchor<Kind>: NSObject {
    public func constraint(equalTo anchor: NSLayoutAnchor<Kind>) -> NSLayoutConstraint {
        NSLayoutConstraint()
    }
    public func constraint(equalTo anchor: NSLayoutAnchor<Kind>, constant: CGFloat)
        -> NSLayoutConstraint
    { NSLayoutConstraint() }
    public func constraint(greaterThanOrEqualTo anchor: NSLayoutAnchor<Kind>, constant: CGFloat)
        -> NSLayoutConstraint
    { NSLayoutConstraint() }
}
public enum NSLayoutXAxis {}
public enum NSLayoutYAxis {}
public enum NSLayoutSize {}
public typealias NSLayoutXAxisAnchor = NSLayoutAnchor<NSLayoutXAxis>
public typealias NSLayoutYAxisAnchor = NSLayoutAnchor<NSLayoutYAxis>
open class NSLayoutDimension: NSLayoutAnchor<NSLayoutSize> {
    public func constraint(equalToConstant constant: CGFloat) -> NSLayoutConstraint {
        NSLayoutConstraint()
    }
    public func constraint(greaterThanOrEqualToConstant constant: CGFloat) -> NSLayoutConstraint {
        NSLayoutConstraint()
    }
    public func constraint(lessThanOrEqualToConstant constant: CGFloat) -> NSLayoutConstraint {
        NSLayoutConstraint()
    }
}

open class UIScrollView: UIView {
    public enum KeyboardDismissMode { case none, interactive }
    public init() { super.init(frame: .zero) }
    public required init?(coder: NSCoder) { nil }
    open var keyboardDismissMode = KeyboardDismissMode.none
    open var alwaysBounceVertical = false
    open var contentLayoutGuide = UILayoutGuide()
    open var frameLayoutGuide = UILayoutGuide()
    open var contentOffset: CGPoint { .zero }
    open func setContentOffset(_ offset: CGPoint, animated: Bool) {}
    open var contentInset = UIEdgeInsets.zero
    open var scrollIndicatorInsets = UIEdgeInsets.zero
    open func scrollRectToVisible(_ rect: CGRect, animated: Bool) {}
}

open class UIStackView: UIView {
    public enum Alignment { case fill, center }
    public enum Distribution { case fill, fillEqually }
    public init() { super.init(frame: .zero) }
    public init(arrangedSubviews: [UIView]) { super.init(frame: .zero) }
    public required init(coder: NSCoder) { super.init(frame: .zero) }
    open var axis = NSLayoutConstraint.Axis.horizontal
    open var spacing: CGFloat = 0
    open var alignment = Alignment.fill
    open var distribution = Distribution.fill
    open var arrangedSubviews: [UIView] = []
    open func addArrangedSubview(_ view: UIView) {}
    open func insertArrangedSubview(_ view: UIView, at place: Int) {}
}
extension NSLayoutConstraint {
    public enum Axis { case horizontal, vertical }
}

open class UILabel: UIView {
    public override init(frame: CGRect) { super.init(frame: frame) }
    public required init?(coder: NSCoder) { nil }
    open var text: String?
    open var font: UIFont!
    open var textColor: UIColor!
    open var textAlignment = NSTextAlignment.natural
    open var numberOfLines = 1
    open var adjustsFontForContentSizeCategory = false
    open var adjustsFontSizeToFitWidth = false
    open var minimumScaleFactor: CGFloat = 0
}

open class UIProgressView: UIView {
    public enum Style { case `default`, bar }
    public init(progressViewStyle: Style) { super.init(frame: .zero) }
    public required init?(coder: NSCoder) { nil }
    open var progressTintColor: UIColor?
    open func setProgress(_ progress: Float, animated: Bool) {}
}

open class UIControl: UIView {
    public struct State: OptionSet {
        public let rawValue: Int
        public init(rawValue: Int) { self.rawValue = rawValue }
        public static let normal: State = []
    }
    public struct Event: OptionSet {
        public let rawValue: Int
        public init(rawValue: Int) { self.rawValue = rawValue }
        public static let touchUpInside = Event(rawValue: 64)
        public static let editingChanged = Event(rawValue: 131_072)
    }
    public enum ContentHorizontalAlignment { case center, leading }
    public override init(frame: CGRect) { super.init(frame: frame) }
    public required init?(coder: NSCoder) { nil }
    open var contentHorizontalAlignment = ContentHorizontalAlignment.center
    open var isHighlighted = false
    open func addTarget(_ target: Any?, action: Selector, for events: Event) {}
}

open class UIButton: UIControl {
    open var titleLabel: UILabel? { nil }
    open func setTitle(_ title: String?, for state: State) {}
    open func setTitleColor(_ color: UIColor?, for state: State) {}
}

public struct UIEdgeInsets {
    public static let zero = UIEdgeInsets()
    public var bottom: CGFloat = 0
}

open class NSTextContainer: NSObject {
    open var lineFragmentPadding: CGFloat = 5
}

open class UITextView: UIScrollView {
    open var text: String!
    open var font: UIFont?
    open var textColor: UIColor?
    open var isEditable = true
    open var isScrollEnabled = true
    open var adjustsFontForContentSizeCategory = false
    open var textContainerInset = UIEdgeInsets.zero
    open var textContainer: NSTextContainer { NSTextContainer() }
}

public struct UITextContentType {
    @available(iOS 12.0, *)
    public static let oneTimeCode = UITextContentType()
}
public enum UITextAutocorrectionType { case `default`, no }
public enum UITextAutocapitalizationType { case sentences, none }
public enum UITextSpellCheckingType { case `default`, no }
public enum UIReturnKeyType { case `default`, done }
public protocol UITextFieldDelegate: AnyObject {
    func textFieldShouldReturn(_ textField: UITextField) -> Bool
}

open class UITextField: UIControl {
    public enum BorderStyle { case none, roundedRect }
    public enum ViewMode { case never, whileEditing }
    public init() { super.init(frame: .zero) }
    public required init?(coder: NSCoder) { nil }
    open var text: String?
    open var font: UIFont?
    open var borderStyle = BorderStyle.none
    open var adjustsFontForContentSizeCategory = false
    open var autocorrectionType = UITextAutocorrectionType.default
    open var autocapitalizationType = UITextAutocapitalizationType.sentences
    open var spellCheckingType = UITextSpellCheckingType.default
    open var returnKeyType = UIReturnKeyType.default
    open var clearButtonMode = ViewMode.never
    open var textContentType: UITextContentType!
    open weak var delegate: UITextFieldDelegate?
    @discardableResult
    open override func becomeFirstResponder() -> Bool { true }
    @discardableResult
    open override func resignFirstResponder() -> Bool { true }
}

@available(iOS 16.0, *)
open class UIPasteControl: UIControl {
    open class Configuration: NSObject {
        public enum DisplayMode { case iconAndLabel }
        public enum CornerStyle { case large }
        open var displayMode = DisplayMode.iconAndLabel
        open var cornerStyle = CornerStyle.large
    }
    public init(configuration: Configuration) { super.init(frame: .zero) }
    public required init?(coder: NSCoder) { nil }
    open weak var target: UIPasteConfigurationSupporting?
}

// MARK: Looks and sounds

open class UIColor: NSObject {
    public init(white: CGFloat, alpha: CGFloat) {}
    public init(red: CGFloat, green: CGFloat, blue: CGFloat, alpha: CGFloat) {}
    @available(iOS 13.0, *)
    public init(dynamicProvider: @escaping (UITraitCollection) -> UIColor) {}
    public static let white = UIColor(white: 1, alpha: 1)
    public static let black = UIColor(white: 0, alpha: 1)
    public static let clear = UIColor(white: 0, alpha: 0)
    @available(iOS 13.0, *)
    public static let systemBackground = UIColor(white: 1, alpha: 1)
    @available(iOS 13.0, *)
    public static let secondarySystemBackground = UIColor(white: 1, alpha: 1)
    @available(iOS 13.0, *)
    public static let label = UIColor(white: 0, alpha: 1)
    @available(iOS 13.0, *)
    public static let secondaryLabel = UIColor(white: 0, alpha: 1)
}

open class UIFont: NSObject {
    public struct TextStyle: Hashable {
        public static let largeTitle = TextStyle()
        public static let title1 = TextStyle()
        public static let title2 = TextStyle()
        public static let title3 = TextStyle()
        public static let headline = TextStyle()
        public static let body = TextStyle()
        public static let callout = TextStyle()
        public static let footnote = TextStyle()
    }
    public struct Weight {
        public static let bold = Weight()
    }
    public static func preferredFont(forTextStyle style: TextStyle) -> UIFont { UIFont() }
    public static func monospacedDigitSystemFont(ofSize size: CGFloat, weight: Weight) -> UIFont {
        UIFont()
    }
}

open class UIFontMetrics: NSObject {
    public init(forTextStyle style: UIFont.TextStyle) {}
    public func scaledFont(for font: UIFont) -> UIFont { font }
    public func scaledValue(for value: CGFloat) -> CGFloat { value }
}

open class UINotificationFeedbackGenerator: NSObject {
    public enum FeedbackType { case success }
    public func notificationOccurred(_ type: FeedbackType) {}
}

extension NSAttributedString.Key {
    public static let accessibilitySpeechQueueAnnouncement = NSAttributedString.Key("queue")
}

public enum UIAccessibility {
    public struct Notification {
        public static let announcement = Notification()
        public static let screenChanged = Notification()
    }
    public static var isVoiceOverRunning: Bool { false }
    public static func post(notification: Notification, argument: Any?) {}
}

// MARK: The clipboard

open class UIPasteboard: NSObject {
    public struct OptionsKey: Hashable {
        let name: String
        public static let localOnly = OptionsKey(name: "localOnly")
        public static let expirationDate = OptionsKey(name: "expirationDate")
    }
    @available(iOS 14.0, *)
    public struct DetectionPattern: Hashable {
        public static let number = DetectionPattern()
    }
    public static let general = UIPasteboard()
    open var items: [[String: Any]] = []
    open var hasStrings: Bool { false }
    open var string: String?
    open func setItems(_ items: [[String: Any]], options: [OptionsKey: Any]) {}
    open func contains(pasteboardTypes: [String]) -> Bool { false }
    @available(iOS 14.0, *)
    open func detectPatterns(
        for patterns: Set<DetectionPattern>,
        completionHandler: @escaping (Result<Set<DetectionPattern>, Error>) -> Void
    ) {}
}
