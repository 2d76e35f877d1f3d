import Foundation
import KodebroKit
import Security

/// The Keychain of this device.
final class SystemKeychain: Keychain {
    func read(_ name: String) -> KeychainAnswer {
        var query = item(name)
        query[kSecReturnData as String] = true
        var found: CFTypeRef?
        switch SecItemCopyMatching(query as CFDictionary, &found) {
        case errSecSuccess: return (found as? Data).map(KeychainAnswer.found) ?? .refused
        case errSecItemNotFound: return .missing
        default: return .refused
        }
    }

    func add(_ secret: Data, as name: String) -> Bool {
        var attributes = item(name)
        attributes[kSecValueData as String] = secret
        // Nobody needs it while the device is locked: the app does nothing then, and its files are
        // closed too. On this device only: it goes into no backup that another device could read. One
        // that asks for a passcode as well would be gone with the passcode, and all that it sealed.
        attributes[kSecAttrAccessible as String] = kSecAttrAccessibleWhenUnlockedThisDeviceOnly
        return SecItemAdd(attributes as CFDictionary, nil) == errSecSuccess
    }

    func remove(_ name: String) -> Bool {
        let status = SecItemDelete(item(name) as CFDictionary)
        return status == errSecSuccess || status == errSecItemNotFound
    }

    func random(_ count: Int) -> Data? {
        var bytes = [UInt8](repeating: 0, count: count)
        return SecRandomCopyBytes(kSecRandomDefault, count, &bytes) == errSecSuccess ? Data(bytes) : nil
    }

    private func item(_ name: String) -> [String: Any] {
        [
            kSecClass as String: kSecClassGenericPassword,
            kSecAttrService as String: name,
            kSecAttrAccount as String: name,
            // Never in iCloud.
            kSecAttrSynchronizable as String: false,
        ]
    }
}
