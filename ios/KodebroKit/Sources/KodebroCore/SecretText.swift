/// A code, a message or a sender. It prints as `***`, to a debugger and a mirror as well: whoever
/// wants the text says so with `expose()`, which is easy to search for. Do not log, keep or format
/// what comes back.
public struct SecretText: Equatable, Hashable, Sendable {
    private let text: String

    /// Hides a text.
    public init(_ text: String) {
        self.text = text
    }

    /// The text itself.
    public func expose() -> String {
        text
    }
}

extension SecretText: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "***" }
    public var debugDescription: String { "***" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
