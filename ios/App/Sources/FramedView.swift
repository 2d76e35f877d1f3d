import UIKit

/// Something with a line around it. The line is a view behind another, since a layer's line does not
/// follow light and dark.
final class FramedView: UIView {
    private let inside = UIView(frame: .zero)

    /// A line of this width and colour, what it holds filled with another, with room to the content.
    init(
        _ content: UIView, line: UIColor = Colour.line, width: CGFloat = 1, fill: UIColor = Colour.background,
        corner: CGFloat = 8, inset: CGFloat = 10
    ) {
        super.init(frame: .zero)
        backgroundColor = line
        layer.cornerRadius = corner
        inside.backgroundColor = fill
        inside.layer.cornerRadius = max(0, corner - width)
        put(inside, into: self, inset: width)
        put(content, into: inside, inset: inset)
    }

    @available(*, unavailable)
    required init?(coder: NSCoder) {
        fatalError("there is no storyboard")
    }

    private func put(_ content: UIView, into view: UIView, inset: CGFloat) {
        content.translatesAutoresizingMaskIntoConstraints = false
        view.addSubview(content)
        NSLayoutConstraint.activate([
            content.topAnchor.constraint(equalTo: view.topAnchor, constant: inset),
            content.bottomAnchor.constraint(equalTo: view.bottomAnchor, constant: -inset),
            content.leadingAnchor.constraint(equalTo: view.leadingAnchor, constant: inset),
            content.trailingAnchor.constraint(equalTo: view.trailingAnchor, constant: -inset),
        ])
    }
}
