import Foundation
import KodebroCore
import KodebroKit
import UIKit
import UserNotifications

/// iOS itself.
final class SystemPlatform: Platform {
    /// Where the sheet for sharing is shown.
    weak var presenter: UIViewController?
    /// Called when it is known whether notifications may be asked for.
    var settingsRead: () -> Void = {}

    let pasteboard: Pasteboard = SystemPasteboard()
    private var timer: Timer?
    private var canAskForNotifications = false
    private let notifications = UNUserNotificationCenter.current()

    var now: UInt64 {
        UInt64(max(0, Date().timeIntervalSince1970 * 1000))
    }

    var systemLanguage: String {
        Bundle.main.preferredLocalizations.first ?? "en"
    }

    var device: Capabilities {
        var hasAppIntents = false
        var hasAutomations = false
        if #available(iOS 16.0, *) { hasAppIntents = true }
        if #available(iOS 13.0, *) { hasAutomations = true }
        let version = Bundle.main.object(forInfoDictionaryKey: "CFBundleShortVersionString") as? String
        return Capabilities(
            canAskForNotifications: canAskForNotifications, hasAppIntents: hasAppIntents,
            hasAutomations: hasAutomations, isVoiceOverRunning: VoiceOver.isRunning,
            version: version ?? "")
    }

    private(set) lazy var licences: [Licence] = {
        let file = Bundle.main.url(forResource: "licences", withExtension: "txt")
        return Licence.read(file.flatMap { try? String(contentsOf: $0, encoding: .utf8) } ?? "")
    }()

    func armTimer(after seconds: Double, due: @escaping () -> Void) {
        timer?.invalidate()
        let timer = Timer(timeInterval: seconds, repeats: false) { _ in due() }
        // Also while the person scrolls.
        RunLoop.main.add(timer, forMode: .common)
        self.timer = timer
    }

    func disarmTimer() {
        timer?.invalidate()
        timer = nil
    }

    func share(_ code: String) -> Bool {
        guard let presenter = presenter, presenter.presentedViewController == nil else { return false }
        let sheet = UIActivityViewController(activityItems: [code], applicationActivities: nil)
        // An iPad shows it beside something.
        sheet.popoverPresentationController?.sourceView = presenter.view
        sheet.popoverPresentationController?.sourceRect = CGRect(
            x: presenter.view.bounds.midX, y: presenter.view.bounds.midY, width: 0, height: 0)
        presenter.present(sheet, animated: true, completion: nil)
        return true
    }

    func notify(_ words: String, kind: NotificationKind, after seconds: Double) {
        let content = UNMutableNotificationContent()
        content.body = words
        content.sound = .default
        let trigger =
            seconds > 0 ? UNTimeIntervalNotificationTrigger(timeInterval: seconds, repeats: false) : nil
        // Where notifications are not allowed, this does nothing.
        notifications.add(
            UNNotificationRequest(identifier: kind.rawValue, content: content, trigger: trigger),
            withCompletionHandler: nil)
    }

    func cancelNotification(_ kind: NotificationKind) {
        notifications.removePendingNotificationRequests(withIdentifiers: [kind.rawValue])
        notifications.removeDeliveredNotifications(withIdentifiers: [kind.rawValue])
    }

    func askForNotifications(answered: @escaping () -> Void) {
        notifications.requestAuthorization(options: [.alert, .sound]) { [weak self] _, _ in
            DispatchQueue.main.async {
                self?.canAskForNotifications = false
                answered()
            }
        }
    }

    /// Finds out whether the person has been asked about notifications.
    func readSettings() {
        notifications.getNotificationSettings { [weak self] settings in
            let isOpen = settings.authorizationStatus == .notDetermined
            DispatchQueue.main.async {
                guard let self = self, self.canAskForNotifications != isOpen else { return }
                self.canAskForNotifications = isOpen
                self.settingsRead()
            }
        }
    }

    func doAside(_ work: @escaping @Sendable () -> Event?, then: @escaping (Event?) -> Void) {
        DispatchQueue.global(qos: .utility).async {
            let done = work()
            DispatchQueue.main.async { then(done) }
        }
    }

    func vibrate() {
        UINotificationFeedbackGenerator().notificationOccurred(.success)
    }

    func announce(_ words: String) {
        VoiceOver.say(words)
    }

    func open(_ address: String) -> Bool {
        guard let url = URL(string: address), UIApplication.shared.canOpenURL(url) else { return false }
        UIApplication.shared.open(url, options: [:], completionHandler: nil)
        return true
    }
}

/// The clipboard of all apps.
final class SystemPasteboard: Pasteboard {
    private static let plainText = "public.utf8-plain-text"

    func put(_ item: PasteItem) -> Bool {
        let types: [String: Any] = [
            SystemPasteboard.plainText: item.text.expose(), item.mark: Data([1]),
        ]
        UIPasteboard.general.setItems(
            [types], options: [.localOnly: item.isLocalOnly, .expirationDate: item.expires])
        // Where an organisation forbids copying, nothing stands there.
        return contains(type: item.mark)
    }

    func contains(type: String) -> Bool {
        UIPasteboard.general.contains(pasteboardTypes: [type])
    }

    func clear() -> Bool {
        UIPasteboard.general.items = []
        return true
    }

    func text() -> String? {
        UIPasteboard.general.hasStrings ? UIPasteboard.general.string : nil
    }
}
