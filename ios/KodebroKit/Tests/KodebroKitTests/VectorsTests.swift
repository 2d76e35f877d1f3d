import Foundation
import KodebroCore
import XCTest

/// The labelled messages that all languages share: what the core reads arrives whole.
final class VectorsTests: XCTestCase {
    private struct Row: Decodable {
        let text: String
        let sender: String?
        let outcome: String
        let code: String?
    }

    private func rows() throws -> [Row] {
        let messages = repository.appendingPathComponent("tests/vectors/messages.jsonl")
        let lines = try String(contentsOf: messages, encoding: .utf8)
        return try lines.split(separator: "\n").map {
            try JSONDecoder().decode(Row.self, from: Data($0.utf8))
        }
    }

    private func read(_ row: Row) throws -> Reading {
        try readMessage(text: SecretText(row.text), sender: row.sender.map { SecretText($0) })
    }

    private func comparable(_ code: String) -> String {
        code.filter { $0.isLetter || $0.isNumber }.uppercased()
    }

    /// The shares are those of the core's own test.
    func testCodesArriveAndOtherNumbersDoNot() throws {
        let rows = try rows()
        let codes = rows.filter { $0.outcome == "code" }
        let exact = try codes.filter {
            guard case .code(let code) = try read($0) else { return false }
            return comparable(code.expose()) == comparable($0.code ?? "")
        }
        let none = rows.filter { $0.outcome == "nothing" }
        let falseCodes = try none.filter {
            if case .code = try read($0) { return true }
            return false
        }
        XCTAssertGreaterThan(codes.count, 900)
        XCTAssertGreaterThanOrEqual(exact.count * 1000, codes.count * 938)
        XCTAssertLessThanOrEqual(falseCodes.count * 1000, none.count * 18)
    }
}
