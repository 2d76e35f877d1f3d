import KodebroKit
import UIKit

/// The app's one window, since iOS 13.
@available(iOS 13.0, *)
final class SceneDelegate: UIResponder, UIWindowSceneDelegate {
    var window: UIWindow?

    func scene(
        _ scene: UIScene, willConnectTo session: UISceneSession,
        options connectionOptions: UIScene.ConnectionOptions
    ) {
        guard let scene = scene as? UIWindowScene else { return }
        let window = UIWindow(windowScene: scene)
        App.shared.show(in: window)
        self.window = window
        open(connectionOptions.urlContexts)
    }

    func scene(_ scene: UIScene, openURLContexts contexts: Set<UIOpenURLContext>) {
        open(contexts)
    }

    private func open(_ contexts: Set<UIOpenURLContext>) {
        for context in contexts { App.shared.phone.tell(WayIn.event(link: context.url)) }
    }

    func sceneWillResignActive(_ scene: UIScene) {
        App.shared.phone.resignActive()
    }

    func sceneDidBecomeActive(_ scene: UIScene) {
        App.shared.becomeActive()
    }

    func sceneDidEnterBackground(_ scene: UIScene) {
        App.shared.phone.enterBackground()
    }

    func sceneWillEnterForeground(_ scene: UIScene) {
        App.shared.phone.enterForeground()
    }
}
