import Foundation
import KodebroCore

/// The words of one language.
public struct Words {
    private static let danish = Words(texts: KodebroCore.texts(language: .danish))
    private static let english = Words(texts: KodebroCore.texts(language: .english))

    private let texts: [TextKey: String]

    /// The words of a language, as the core has them.
    public static func of(_ language: Language) -> Words {
        switch language {
        case .danish: return danish
        case .english: return english
        }
    }

    /// The words of a text.
    public subscript(key: TextKey) -> String {
        // The core's own tests hold that every text stands in both languages.
        texts[key] ?? ""
    }

    /// The words of a text with one thing filled in.
    public func with(_ key: TextKey, _ name: String, _ value: String) -> String {
        self[key].replacingOccurrences(of: "{\(name)}", with: value)
    }
}
