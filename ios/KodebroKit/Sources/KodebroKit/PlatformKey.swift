import Foundation

/// The Keychain of this device, as far as one secret of the app is concerned. Nothing throws; each
/// answer says what happened.
public protocol Keychain: AnyObject {
    /// The secret of this name.
    func read(_ name: String) -> KeychainAnswer

    /// Keeps a secret that stands there under no name yet: readable only while this device is
    /// unlocked, on this device alone. False where it was not kept.
    func add(_ secret: Data, as name: String) -> Bool

    /// Removes the secret of this name; false where one still stands there.
    func remove(_ name: String) -> Bool

    /// This many bytes that nobody can guess; nothing where the system has none.
    func random(_ count: Int) -> Data?
}

/// What the Keychain has under a name.
public enum KeychainAnswer: Equatable {
    /// This secret.
    case found(Data)
    /// Nothing.
    case missing
    /// Perhaps a secret, which may not be read now, as while the device is locked.
    case refused
}

/// Why there is no key.
public enum PlatformKeyError: Error {
    /// The Keychain does not say what it has, as while the device is locked. There may be a key: try
    /// again later, and keep what was sealed with it.
    case refused
    /// There is none, and none could be made that lasts.
    case notKept
}

/// The key that seals what the app keeps. It is made once for a device, never leaves it, and stands
/// in the Keychain alone.
public struct PlatformKey {
    /// How long it is, in bytes.
    public static let length = 32
    static let name = "dk.kodebro.app.key"

    private let keychain: Keychain

    /// With the Keychain that keeps it.
    public init(_ keychain: Keychain) {
        self.keychain = keychain
    }

    /// The key, which is made where there is none yet. One of another length is not ours, opens
    /// nothing, and is replaced. Throws a `PlatformKeyError`.
    public func bytes() throws -> Data {
        switch keychain.read(Self.name) {
        case .found(let key) where key.count == Self.length: return key
        case .found:
            guard keychain.remove(Self.name) else { throw PlatformKeyError.notKept }
            return try made()
        case .missing: return try made()
        // A second key would make what the first one sealed unreadable for ever.
        case .refused: throw PlatformKeyError.refused
        }
    }

    private func made() throws -> Data {
        guard let key = keychain.random(Self.length), key.count == Self.length,
            keychain.add(key, as: Self.name)
        else { throw PlatformKeyError.notKept }
        return key
    }
}
