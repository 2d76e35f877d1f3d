import Foundation

/// The checkout.
let repository = (0..<4).reduce(URL(fileURLWithPath: #filePath)) { folder, _ in
    folder.deletingLastPathComponent()
}

/// A file of the checkout.
func text(_ path: String) throws -> String {
    try String(contentsOf: repository.appendingPathComponent(path), encoding: .utf8)
}

/// The files below a folder of the checkout with this ending, by their paths in the checkout.
func files(below folder: String, ending: String) throws -> [String] {
    let start = repository.appendingPathComponent(folder)
    let names = try FileManager.default.subpathsOfDirectory(atPath: start.path)
    return names.filter { $0.hasSuffix(ending) }.map { folder + "/" + $0 }.sorted()
}
