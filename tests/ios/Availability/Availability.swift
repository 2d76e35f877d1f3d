/// Finds uses of symbols that the least iOS does not have and that stand under no `@available` or
/// `#available`. The compiler does that for Apple's systems only; on Linux it takes no notice.
///
/// It knows symbols by their names alone: those that the stand-ins mark as newer, and a list. A name
/// that is both old and newer cannot be told apart, and is an error of the stand-ins.
public struct Availability {
    /// A use where it may not stand, or a name that cannot be told apart.
    public struct Finding: Equatable {
        /// Counted from 1.
        public let line: Int
        /// The name.
        public let name: String
        /// The iOS that brought it.
        public let since: Int
        /// The iOS that is sure to be there.
        public let sure: Int
    }

    private let floor: Int
    private var newer: [String: Int] = [:]
    private var old: Set<String> = []

    /// With the least iOS there is to run on.
    public init(floor: Int) {
        self.floor = floor
    }

    /// Names that are in no stand-in, each with the iOS that brought it.
    public mutating func add(_ names: [String: Int]) {
        newer.merge(names) { $1 }
    }

    /// Learns what a stand-in declares.
    public mutating func learn(_ standIn: String) {
        walk(tokens(of: standIn)) { token, sure, isDeclared, isMember in
            guard isDeclared else { return }
            // Who cannot have a newer type cannot have what is in it.
            if sure > floor {
                if !isMember { newer[token.text] = max(sure, newer[token.text] ?? 0) }
            } else {
                old.insert(token.text)
            }
        }
    }

    /// Names that were declared both as old and as newer.
    public var ambiguous: [String] {
        newer.keys.filter(old.contains).sorted()
    }

    /// How many newer names are known.
    public var known: Int {
        newer.count
    }

    /// Uses in a source that may meet an iOS without the symbol.
    public func findings(in source: String) -> [Finding] {
        let all = tokens(of: source)
        // Without a dot before it, a name of the source's own is that and no member.
        var own: Set<String> = []
        for (token, following) in zip(all, all.dropFirst()) {
            if ["let", "var", "func"].contains(token.text) { own.insert(following.text) }
            if following.text == ":" { own.insert(token.text) }
        }
        var findings: [Finding] = []
        walk(all) { token, sure, isDeclared, _ in
            guard !isDeclared, let since = newer[token.text], since > sure else { return }
            if !token.isMember && own.contains(token.text) { return }
            findings.append(Finding(line: token.line, name: token.text, since: since, sure: sure))
        }
        return findings
    }

    // MARK: Reading Swift as far as it is needed

    private struct Token {
        let text: String
        let line: Int
        var isMember = false
        var isName: Bool { text.first.map { $0.isLetter || $0 == "_" } == true }
    }

    private func tokens(of source: String) -> [Token] {
        var tokens: [Token] = []
        var line = 1
        let signs = Array(source)
        var at = 0
        func sign(_ index: Int) -> Character { index < signs.count ? signs[index] : "\n" }
        while at < signs.count {
            let here = signs[at]
            if here.isNewline {
                line += 1
                at += 1
            } else if here == "/", sign(at + 1) == "/" {
                while at < signs.count, !signs[at].isNewline { at += 1 }
            } else if here == "/", sign(at + 1) == "*" {
                at += 2
                while at < signs.count, !(signs[at] == "*" && sign(at + 1) == "/") {
                    if signs[at].isNewline { line += 1 }
                    at += 1
                }
                at += 2
            } else if here == "\"" {
                at += 1
                // What stands in an interpolation is read as well.
                while at < signs.count, signs[at] != "\"" {
                    if signs[at] == "\\", sign(at + 1) == "(" {
                        var depth = 0
                        var inner = ""
                        at += 1
                        repeat {
                            if signs[at] == "(" { depth += 1 }
                            if signs[at] == ")" { depth -= 1 }
                            inner.append(signs[at])
                            at += 1
                        } while at < signs.count && depth > 0
                        tokens += self.tokens(of: inner).map {
                            Token(text: $0.text, line: line, isMember: $0.isMember)
                        }
                    } else {
                        if signs[at].isNewline { line += 1 }
                        at += signs[at] == "\\" ? 2 : 1
                    }
                }
                at += 1
            } else if here.isLetter || here == "_" || here.isNumber {
                let start = at
                while at < signs.count,
                    signs[at].isLetter || signs[at].isNumber || signs[at] == "_"
                        || (signs[start].isNumber && signs[at] == "." && sign(at + 1).isNumber)
                { at += 1 }
                let isMember = start > 0 && signs[start - 1] == "."
                tokens.append(Token(text: String(signs[start..<at]), line: line, isMember: isMember))
            } else {
                if !here.isWhitespace { tokens.append(Token(text: String(here), line: line)) }
                at += 1
            }
        }
        return tokens
    }

    /// Calls back for each name with the iOS that is sure where it stands, whether it is declared
    /// there, and whether that is inside a newer type.
    private func walk(_ tokens: [Token], _ visit: (Token, Int, Bool, Bool) -> Void) {
        struct Block {
            var sure: Int
            var isInNewer: Bool
        }
        var blocks = [Block(sure: floor, isInNewer: false)]
        // What an attribute or a condition says of the declaration or the block that follows.
        var next: Int?
        var afterGuard: Int?
        var isGuard = false
        var opensType = false
        var isDeclaration = false
        var begunLine = 0
        var at = 0
        while at < tokens.count {
            let token = tokens[at]
            let sure = max(blocks[blocks.count - 1].sure, next ?? 0)
            switch token.text {
            case "@" where at + 1 < tokens.count && tokens[at + 1].text == "available",
                "#" where at + 1 < tokens.count && tokens[at + 1].text == "available":
                let isCondition = token.text == "#"
                let (version, end) = version(tokens, from: at + 2)
                if let version = version {
                    if isCondition && isGuard {
                        afterGuard = version
                    } else {
                        next = max(version, next ?? 0)
                        isDeclaration = !isCondition
                        begunLine = 0
                    }
                }
                at = end
                continue
            case "guard": isGuard = true
            case "{":
                let isElse = at > 0 && tokens[at - 1].text == "else"
                let inside = isElse ? blocks[blocks.count - 1].sure : sure
                let isNewer = opensType && inside > floor
                blocks.append(
                    Block(sure: inside, isInNewer: isNewer || blocks[blocks.count - 1].isInNewer))
                next = nil
                opensType = false
                isDeclaration = false
            case "}":
                if blocks.count > 1 { blocks.removeLast() }
                next = nil
                if isGuard {
                    isGuard = false
                    if let version = afterGuard {
                        blocks[blocks.count - 1].sure = max(blocks[blocks.count - 1].sure, version)
                        afterGuard = nil
                    }
                }
            default:
                guard token.isName else { break }
                if ["class", "struct", "enum", "protocol"].contains(token.text) { opensType = true }
                let before = at > 0 ? tokens[at - 1].text : ""
                // A declaration without a block ends where the next one begins.
                let words: Set = [
                    "var", "let", "func", "class", "struct", "enum", "protocol", "typealias", "case",
                    "init", "extension",
                ]
                if words.contains(token.text) && isDeclaration {
                    if begunLine != 0, token.line > begunLine {
                        next = nil
                        isDeclaration = false
                    } else if begunLine == 0 {
                        begunLine = token.line
                    }
                }
                let isDeclared =
                    words.contains(before) && before != "extension" && before != "init"
                visit(
                    token, max(blocks[blocks.count - 1].sure, next ?? 0), isDeclared,
                    blocks[blocks.count - 1].isInNewer)
            }
            at += 1
        }
    }

    /// The version for iOS in the parentheses that begin here, and where they end.
    private func version(_ tokens: [Token], from start: Int) -> (Int?, Int) {
        var at = start
        var found: Int?
        while at < tokens.count, tokens[at].text != ")" {
            if tokens[at].text == "iOS", at + 1 < tokens.count {
                found = Int(tokens[at + 1].text.prefix { $0 != "." })
            }
            at += 1
        }
        return (found, at + 1)
    }
}
