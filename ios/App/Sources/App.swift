import Foundation
import KodebroCore
import KodebroKit
import UIKit

/// What there is one of in the process: the phone, and the window that shows it.
final class App {
    static let shared = App()

    let phone: Phone

    private let platform = SystemPlatform()
    private var window: UIWindow?
    private var observers: [NSObjectProtocol] = []

    private init() {
        // Without a key the core keeps no place in the guide, and leaves alone what another sealed.
        let session = Session.open(
            folder: App.folder().path, systemLanguage: platform.systemLanguage,
            key: try? PlatformKey(SystemKeychain()).bytes())
        phone = Phone(session: session, platform: platform)
        phone.start()
        platform.settingsRead = { [weak self] in self?.phone.changed() }
        let centre = NotificationCenter.default
        observers = [
            centre.addObserver(forName: UIScreen.capturedDidChangeNotification, object: nil, queue: .main) {
                [weak self] _ in self?.phone.captured(UIScreen.main.isCaptured)
            },
            centre.addObserver(
                forName: NSLocale.currentLocaleDidChangeNotification, object: nil, queue: .main
            ) {
                [weak self] _ in self?.phone.speak()
            },
        ]
    }

    /// Where the store is. It holds no code; the entitlement keeps it closed while the phone is locked.
    private static func folder() -> URL {
        let support = FileManager.default.urls(for: .applicationSupportDirectory, in: .userDomainMask)
        let folder = (support.first ?? FileManager.default.temporaryDirectory)
            .appendingPathComponent("Kodebro", isDirectory: true)
        // Where this fails, the core finds no folder, says so and works without.
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // What is kept is for this device: it goes into no backup.
        var values = URLResourceValues()
        values.isExcludedFromBackup = true
        var kept = folder
        try? kept.setResourceValues(values)
        return folder
    }

    /// Shows the phone in a window.
    func show(in window: UIWindow) {
        self.window = window
        let controller = ScreenViewController(phone: phone)
        platform.presenter = controller
        window.rootViewController = controller
        phone.captured(UIScreen.main.isCaptured)
        window.makeKeyAndVisible()
    }

    /// The person is back: looks whether there is something to paste, without reading it.
    func becomeActive() {
        phone.becomeActive()
        platform.readSettings()
        guard #available(iOS 14.0, *) else { return }
        UIPasteboard.general.detectPatterns(for: [.number]) { [weak self] found in
            let patterns = (try? found.get()) ?? []
            DispatchQueue.main.async {
                self?.phone.clipboardLooked(isLikely: patterns.contains(.number))
            }
        }
    }
}
