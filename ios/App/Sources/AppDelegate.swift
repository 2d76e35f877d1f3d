import KodebroCore
import KodebroKit
import UIKit

/// The app. Before iOS 13 it has its window itself; later a scene has.
@main
final class AppDelegate: UIResponder, UIApplicationDelegate {
    var window: UIWindow?

    func application(
        _ application: UIApplication,
        didFinishLaunchingWithOptions launchOptions: [UIApplication.LaunchOptionsKey: Any]?
    ) -> Bool {
        if #available(iOS 13.0, *) { return true }
        let window = UIWindow(frame: UIScreen.main.bounds)
        App.shared.show(in: window)
        self.window = window
        // At the start, iOS tells this to scenes only.
        App.shared.phone.enterForeground()
        return true
    }

    func application(
        _ app: UIApplication, open url: URL, options: [UIApplication.OpenURLOptionsKey: Any]
    ) -> Bool {
        App.shared.phone.tell(WayIn.event(link: url))
        return true
    }

    func applicationWillResignActive(_ application: UIApplication) {
        App.shared.phone.resignActive()
    }

    func applicationDidBecomeActive(_ application: UIApplication) {
        App.shared.becomeActive()
    }

    func applicationDidEnterBackground(_ application: UIApplication) {
        App.shared.phone.enterBackground()
    }

    func applicationWillEnterForeground(_ application: UIApplication) {
        App.shared.phone.enterForeground()
    }
}
