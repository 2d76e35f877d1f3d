import Foundation
import KodebroCore

/// What comes in from outside: links, Shortcuts, the clipboard, the field. Any app may send a link,
/// and anything may stand in it.
public enum WayIn {
    /// More than any SMS has, in bytes of UTF-8. The core refuses less than this and says so; what is
    /// beyond is not carried there.
    static let most = 8192

    /// What a link asks for: `kodebro://wait`, or `kodebro://code?text=…`.
    public static func event(link: URL) -> Event {
        guard link.scheme?.lowercased() == "kodebro" else { return .shellFailed(problem: .link) }
        switch link.host?.lowercased() {
        case "wait": return .waitRequested
        case "code": return event(shared: text(of: link))
        default: return .shellFailed(problem: .link)
        }
    }

    /// The text in a link; nothing where there is none, or its escapes are broken.
    private static func text(of link: URL) -> String? {
        // By hand, since a URL gives no query whose escapes are broken, and joins none that are cut.
        guard let question = link.absoluteString.range(of: "?") else { return nil }
        let query = link.absoluteString[question.upperBound...].prefix { $0 != "#" }
        let field = query.split(separator: "&").first { $0.hasPrefix("text=") }
        guard let encoded = field?.dropFirst("text=".count) else { return nil }
        // A character takes at most three signs for each of its bytes.
        if encoded.utf8.count > 3 * most {
            return String(repeating: "?", count: most)
        }
        return String(encoded).removingPercentEncoding
    }

    /// What another app, a shortcut or a drop hands over.
    public static func event(shared: Any?) -> Event {
        switch shared {
        case let text as String: return message(text)
        case let text as Substring: return message(String(text))
        case let text as NSAttributedString: return message(text.string)
        case let bytes as Data:
            guard let text = String(data: bytes.prefix(most), encoding: .utf8) else { break }
            return message(text)
        default: break
        }
        return .shellFailed(problem: .sharedText)
    }

    /// What stands on the clipboard; nothing where it is no text, or may not be read.
    public static func event(pasted: String?) -> Event {
        guard let pasted = pasted, !isBlank(pasted) else { return .shellFailed(problem: .paste) }
        return message(pasted)
    }

    /// What was typed or filled into the field.
    static func event(typed: String) -> Event {
        message(typed)
    }

    /// Whether several characters came into the field in one edit, as what is pasted or tapped above the
    /// keyboard does; who types or deletes changes one after the other.
    static func cameAtOnce(_ text: String, after before: String) -> Bool {
        let kept = zip(before, text).prefix { $0 == $1 }.count
        let (left, came) = (before.dropFirst(kept), text.dropFirst(kept))
        return came.count - zip(left.reversed(), came.reversed()).prefix { $0 == $1 }.count > 1
    }

    private static func message(_ text: String) -> Event {
        // By bytes: a single character can be as long as one likes.
        .messageShared(text: SecretText(String(decoding: text.utf8.prefix(most), as: UTF8.self)))
    }

    private static func isBlank(_ text: String) -> Bool {
        text.unicodeScalars.prefix(most).allSatisfy {
            CharacterSet.whitespacesAndNewlines.contains($0)
        }
    }
}
