import Foundation
import KodebroCore

/// The clipboard, as iOS has it.
public protocol Pasteboard: AnyObject {
    /// Puts one item there; false where it was refused. Whatever stood there goes.
    func put(_ item: PasteItem) -> Bool

    /// Whether an item of this type stands there. Looking at types alone shows the person no notice.
    func contains(type: String) -> Bool

    /// Leaves nothing there; false where it was refused.
    func clear() -> Bool

    /// The text that stands there, which iOS tells the person about, or asks first.
    func text() -> String?
}

/// What is put on the clipboard.
public struct PasteItem: Equatable {
    /// The text.
    public let text: SecretText
    /// A type of our own beside the text, by which the item is known again after a restart.
    public let mark: String
    /// Kept from the person's other devices.
    public let isLocalOnly: Bool
    /// When iOS takes it away by itself, though the app may be gone by then.
    public let expires: Date
}

/// The clipboard, as far as codes are concerned.
public struct CodeClipboard {
    /// The type that marks a code of ours.
    public static let mark = "dk.kodebro.app.code"
    /// How long a code stands there whose end is not known, in seconds.
    static let shortest: UInt32 = 60

    private let pasteboard: Pasteboard

    init(_ pasteboard: Pasteboard) {
        self.pasteboard = pasteboard
    }

    /// Puts a code there until it is over.
    func copy(_ code: SecretText, shownAs view: View, now: UInt64) -> Bool {
        var left = Self.shortest
        if case .code(let shown) = view.screen, shown.code == code {
            left = shown.secondsLeft
        }
        let end = Double(now) / 1000 + Double(left)
        return pasteboard.put(
            PasteItem(
                text: code, mark: Self.mark, isLocalOnly: true,
                expires: Date(timeIntervalSince1970: end)))
    }

    /// Clears it where a code of ours stands there, and leaves everything else alone.
    func clear() -> Bool {
        !pasteboard.contains(type: Self.mark) || pasteboard.clear()
    }
}
