import Foundation
import XCTest

@testable import KodebroKit

/// The key that seals what the app keeps.
final class PlatformKeyTests: XCTestCase {
    /// A Keychain for one test.
    private final class TestKeychain: Keychain {
        var kept: [String: Data] = [:]
        var isLocked = false
        var isFull = false
        var hasNoChance = false

        func read(_ name: String) -> KeychainAnswer {
            if isLocked { return .refused }
            return kept[name].map(KeychainAnswer.found) ?? .missing
        }

        func add(_ secret: Data, as name: String) -> Bool {
            guard !isLocked, !isFull, kept[name] == nil else { return false }
            kept[name] = secret
            return true
        }

        func remove(_ name: String) -> Bool {
            guard !isLocked else { return false }
            kept[name] = nil
            return true
        }

        func random(_ count: Int) -> Data? {
            hasNoChance ? nil : Data((0..<count).map { _ in UInt8.random(in: .min ... .max) })
        }
    }

    private let keychain = TestKeychain()

    private func key() throws -> Data {
        try PlatformKey(keychain).bytes()
    }

    private func assertFails(_ expected: PlatformKeyError, line: UInt = #line) {
        XCTAssertThrowsError(try key(), line: line) {
            XCTAssertEqual($0 as? PlatformKeyError, expected, line: line)
        }
    }

    func testItIsMadeOnceAndStaysTheSame() throws {
        let first = try key()
        XCTAssertEqual(first.count, 32)
        XCTAssertEqual(try key(), first)
        XCTAssertEqual(Array(keychain.kept.values), [first])
        keychain.kept = [:]
        XCTAssertNotEqual(try key(), first)
    }

    func testWhileTheDeviceIsLockedThereIsNoneAndTheOneThatIsThereStays() throws {
        let first = try key()
        keychain.isLocked = true
        assertFails(.refused)
        keychain.isLocked = false
        XCTAssertEqual(try key(), first)
    }

    func testOneThatIsNotKeptIsNotGiven() {
        keychain.isFull = true
        assertFails(.notKept)
        keychain.isFull = false
        keychain.hasNoChance = true
        assertFails(.notKept)
        XCTAssertTrue(keychain.kept.isEmpty)
    }

    func testOneOfAnotherLengthIsReplaced() throws {
        keychain.kept[PlatformKey.name] = Data([1, 2, 3])
        let key = try key()
        XCTAssertEqual(key.count, 32)
        XCTAssertEqual(keychain.kept[PlatformKey.name], key)
    }
}
