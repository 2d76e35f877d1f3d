// What the app uses of AppIntents.
import Foundation

@available(iOS 16.0, *)
public struct LocalizedStringResource: ExpressibleByStringLiteral, Sendable {
    public init(stringLiteral value: String) {}
}
@available(iOS 16.0, *)
public protocol IntentResult {}
@available(iOS 16.0, *)
public struct IntentResultContainer: IntentResult {}
@available(iOS 16.0, *)
extension IntentResult where Self == IntentResultContainer {
    public static func result() -> IntentResultContainer { IntentResultContainer() }
}
@available(iOS 16.0, *)
public protocol AppIntent {
    associatedtype PerformResult: IntentResult
    init()
    static var title: LocalizedStringResource { get }
    static var openAppWhenRun: Bool { get }
    func perform() async throws -> PerformResult
}
@available(iOS 16.0, *)
@propertyWrapper
public struct IntentParameter<Value> {
    private var stored: Value?
    public var wrappedValue: Value {
        get {
            guard let value = stored else { fatalError("nothing runs here") }
            return value
        }
        set { stored = newValue }
    }
    public init(title: LocalizedStringResource) { stored = nil }
}
@available(iOS 16.0, *)
extension AppIntent {
    public typealias Parameter = IntentParameter
}
@available(iOS 16.0, *)
public struct AppShortcutPhraseToken {
    public static var applicationName: AppShortcutPhraseToken { AppShortcutPhraseToken() }
}
@available(iOS 16.0, *)
public struct AppShortcutPhrase: ExpressibleByStringInterpolation {
    public struct StringInterpolation: StringInterpolationProtocol {
        public init(literalCapacity: Int, interpolationCount: Int) {}
        public mutating func appendLiteral(_ literal: String) {}
        public mutating func appendInterpolation(_ token: AppShortcutPhraseToken) {}
    }
    public init(stringLiteral value: String) {}
    public init(stringInterpolation: StringInterpolation) {}
}
@available(iOS 16.0, *)
public struct AppShortcut {
    @available(iOS 17.0, *)
    public init(
        intent: some AppIntent, phrases: [AppShortcutPhrase], shortTitle: LocalizedStringResource,
        systemImageName: String
    ) {}
}
@available(iOS 16.0, *)
@resultBuilder
public enum AppShortcutsBuilder {
    public static func buildBlock(_ shortcuts: AppShortcut...) -> [AppShortcut] { shortcuts }
}
@available(iOS 16.0, *)
public protocol AppShortcutsProvider {
    @AppShortcutsBuilder static var appShortcuts: [AppShortcut] { get }
}
