import KodebroCore
import KodebroKit
import UIKit

/// A page of the sign-in or a message, drawn from its parts, heard as one.
final class DrawingView: PartView {
    private let caption = WordsLabel(.footnote)
    private let page = UIStackView()
    private var shown: DrawingModel?

    override init() {
        super.init()
        page.axis = .vertical
        page.spacing = 8
        let column = UIStackView(arrangedSubviews: [caption, FramedView(page, corner: 12, inset: 12)])
        column.axis = .vertical
        column.spacing = 8
        fill(with: column)
        isAccessibilityElement = true
        accessibilityTraits = .image
    }

    override func show(_ part: ScreenPart, _ perform: @escaping (Action) -> Void) {
        // It stays while the time beside it runs.
        guard case .drawing(let drawing) = part, drawing != shown else { return }
        shown = drawing
        caption.text = drawing.caption
        for old in page.arrangedSubviews { old.removeFromSuperview() }
        for part in drawing.parts { page.addArrangedSubview(row(part)) }
        accessibilityLabel = drawing.spoken
    }

    /// A part, and where one does something a frame and an arrow.
    private func row(_ part: DrawnPartModel) -> UIView {
        let arrow = WordsLabel(.headline)
        arrow.text = "→"
        arrow.textColor = Colour.mark
        // It keeps its room, so that all parts stand below each other.
        arrow.alpha = part.isHere ? 1 : 0
        arrow.setContentHuggingPriority(.required, for: .horizontal)
        arrow.setContentCompressionResistancePriority(.required, for: .horizontal)
        var face = PageDrawing.face(of: part)
        if part.isHere { face = FramedView(face, line: Colour.mark, width: 3, corner: 10, inset: 5) }
        let row = UIStackView(arrangedSubviews: [arrow, face])
        row.spacing = 8
        row.alignment = .center
        // The pages are Danish, and read from left to right.
        row.semanticContentAttribute = .forceLeftToRight
        return row
    }
}

/// How the parts of a page look.
private enum PageDrawing {
    static func face(of part: DrawnPartModel) -> UIView {
        switch part.kind {
        case .address: return FramedView(label(part.words, .footnote), fill: Colour.card, corner: 16)
        case .heading: return label(part.words, .headline)
        case .text: return label(part.words, .body)
        case .field: return field(part)
        case .button:
            let words = label(part.words, .headline)
            words.textAlignment = .center
            return FramedView(words, fill: Colour.card)
        case .link: return link(part.words)
        case .option: return FramedView(label("○ " + part.words, .body))
        case .picture:
            let words = label(part.words, .body, Colour.line)
            words.textAlignment = .center
            return FramedView(words, fill: Colour.card, inset: 20)
        case .message: return FramedView(label(part.words, .body), fill: Colour.card, corner: 18, inset: 14)
        }
    }

    /// Its words stand in an empty field, and above one that is filled in.
    private static func field(_ part: DrawnPartModel) -> UIView {
        guard let filled = part.filled else {
            // A blank keeps the height of a field without words.
            return FramedView(label(part.words.isEmpty ? " " : part.words, .body, Colour.line))
        }
        let box = FramedView(label(filled, .body))
        guard !part.words.isEmpty else { return box }
        return column([label(part.words, .footnote, Colour.line), box], spacing: 4)
    }

    private static func link(_ words: String) -> UIView {
        let line = UIView(frame: .zero)
        line.backgroundColor = Colour.link
        line.heightAnchor.constraint(equalToConstant: 1).isActive = true
        return column([label(words, .body, Colour.link), line], spacing: 1)
    }

    private static func column(_ views: [UIView], spacing: CGFloat) -> UIStackView {
        let column = UIStackView(arrangedSubviews: views)
        column.axis = .vertical
        column.spacing = spacing
        return column
    }

    private static func label(
        _ words: String, _ style: UIFont.TextStyle, _ colour: UIColor = Colour.text
    ) -> WordsLabel {
        let label = WordsLabel(style)
        label.text = words
        label.textColor = colour
        label.textAlignment = .left
        return label
    }
}
