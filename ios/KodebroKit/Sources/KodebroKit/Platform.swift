import KodebroCore

/// What iOS does for the app. Whatever may fail says whether it was done; nothing throws.
public protocol Platform: AnyObject {
    /// Milliseconds since 1970 by the device's clock.
    var now: UInt64 { get }

    /// The language tag (BCP 47) that iOS has for this app.
    var systemLanguage: String { get }

    /// What this device has to offer beside iOS 11.
    var device: Capabilities { get }

    /// Those of the libraries that the app is built on; asked for only where a person asks.
    var licences: [Licence] { get }

    /// The clipboard of all apps.
    var pasteboard: Pasteboard { get }

    /// Calls back after this many seconds; replaces an earlier call.
    func armTimer(after seconds: Double, due: @escaping () -> Void)

    /// No call is needed.
    func disarmTimer()

    /// Lets the person hand the code to another app.
    func share(_ code: String) -> Bool

    /// Shows a notification after this many seconds, in place of an earlier one of this kind.
    func notify(_ words: String, kind: NotificationKind, after seconds: Double)

    /// Takes the notification of this kind away, shown or not.
    func cancelNotification(_ kind: NotificationKind)

    /// Asks the person whether notifications may be shown.
    func askForNotifications(answered: @escaping () -> Void)

    /// Vibrates shortly.
    func vibrate()

    /// Tells VoiceOver, after what it is saying.
    func announce(_ words: String)

    /// Opens an address in another app.
    func open(_ address: String) -> Bool

    /// Does something that may take long, beside the main thread, and then hands over there what it
    /// gave.
    func doAside(_ work: @escaping @Sendable () -> Event?, then: @escaping (Event?) -> Void)
}

/// The notifications of the app, at most one of each kind.
public enum NotificationKind: String, CaseIterable {
    /// How the wait goes.
    case wait
    /// The code runs out soon.
    case codeSoon
}

/// What differs between devices, versions of iOS and their settings.
public struct Capabilities: Equatable {
    /// Whether the person has not yet been asked about notifications.
    public var canAskForNotifications: Bool
    /// Whether the app's own actions stand in Shortcuts (iOS 16).
    public var hasAppIntents: Bool
    /// Whether Shortcuts can react to a message (iOS 13).
    public var hasAutomations: Bool
    /// Whether VoiceOver is on, which loses its place where a keyboard opens by itself.
    public var isVoiceOverRunning: Bool
    /// The version of the app.
    public var version: String

    /// Each as described above.
    public init(
        canAskForNotifications: Bool, hasAppIntents: Bool, hasAutomations: Bool,
        isVoiceOverRunning: Bool, version: String
    ) {
        self.canAskForNotifications = canAskForNotifications
        self.hasAppIntents = hasAppIntents
        self.hasAutomations = hasAutomations
        self.isVoiceOverRunning = isVoiceOverRunning
        self.version = version
    }
}
