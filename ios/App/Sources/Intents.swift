import AppIntents
import KodebroCore
import KodebroKit

/// "Wait for code", for Shortcuts, Siri and the action button.
@available(iOS 16.0, *)
struct WaitForCode: AppIntent {
    static let title: LocalizedStringResource = "platform_tile"
    static let openAppWhenRun = true

    @MainActor
    func perform() throws -> some IntentResult {
        App.shared.phone.tell(.waitRequested)
        return .result()
    }
}

/// "Read code from this message", for an automation that runs when a message comes.
@available(iOS 16.0, *)
struct ReadCode: AppIntent {
    static let title: LocalizedStringResource = "ios_intent_read"
    static let openAppWhenRun = true

    @Parameter(title: "ios_intent_message")
    var message: String?

    @MainActor
    func perform() throws -> some IntentResult {
        App.shared.phone.tell(WayIn.event(shared: message))
        return .result()
    }
}

/// What stands in Shortcuts, and may be said to Siri, without setting anything up. Reading a message
/// is not among them: it needs the message.
@available(iOS 17.0, *)
struct KodebroShortcuts: AppShortcutsProvider {
    static var appShortcuts: [AppShortcut] {
        AppShortcut(
            intent: WaitForCode(),
            phrases: ["Wait for code with \(.applicationName)"],
            shortTitle: "platform_tile",
            systemImageName: "ellipsis.message")
    }
}
