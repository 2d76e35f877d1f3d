import UIKit

/// VoiceOver, which reads the screen to whoever does not see it.
enum VoiceOver {
    /// Whether it is on.
    static var isRunning: Bool { UIAccessibility.isVoiceOverRunning }

    /// Leads it to where a new screen begins.
    static func begin(at view: UIView) {
        UIAccessibility.post(notification: .screenChanged, argument: view)
    }

    /// Lets it say this after what it is saying, a new screen first of all.
    static func say(_ words: String) {
        let queued = NSAttributedString(
            string: words, attributes: [.accessibilitySpeechQueueAnnouncement: true])
        UIAccessibility.post(notification: .announcement, argument: queued)
    }
}
