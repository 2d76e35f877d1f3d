import Foundation

/// Under what a library may be used.
public struct Licence: Equatable {
    /// What the library is called.
    public let library: String
    /// The name of the licence.
    public let name: String
    /// The text of the licence, in English.
    public let text: String

    /// Those of all libraries in the app, by their names; release/licence_texts.py says how they are kept.
    public static func read(_ pages: String) -> [Licence] {
        let licences = pages.components(separatedBy: "\u{c}").flatMap { page -> [Licence] in
            guard let head = page.range(of: "\n\n") else { return [] }
            let text = page[head.upperBound...].trimmingCharacters(in: .newlines)
            return page[..<head.lowerBound].components(separatedBy: "\n").map { line in
                let parts = line.components(separatedBy: " – ")
                return Licence(library: parts[0], name: parts.dropFirst().joined(), text: text)
            }
        }
        return licences.sorted { $0.library.lowercased() < $1.library.lowercased() }
    }

    /// The text in the pieces that are read one after the other.
    var paragraphs: [String] {
        text.components(separatedBy: "\n\n")
    }
}

/// How much of the licences is shown with what the app says about itself.
public enum LicencesShown: Equatable {
    /// Nothing.
    case none
    /// The list of all; `read` is the place in it of the one that was read before, if any.
    case list([Licence], read: Int?)
    /// The text of one, and its place in the list.
    case text(Licence, place: Int)
}
