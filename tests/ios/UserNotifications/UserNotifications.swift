// What the app uses of UserNotifications, all of it in iOS 11.
import Foundation

open class UNNotificationSound: NSObject {
    public static let `default` = UNNotificationSound()
}
open class UNNotificationContent: NSObject {}
open class UNMutableNotificationContent: UNNotificationContent {
    open var body = ""
    open var sound: UNNotificationSound?
}
open class UNNotificationTrigger: NSObject {}
open class UNTimeIntervalNotificationTrigger: UNNotificationTrigger {
    public init(timeInterval: TimeInterval, repeats: Bool) {}
}
open class UNNotificationRequest: NSObject {
    public init(
        identifier: String, content: UNNotificationContent, trigger: UNNotificationTrigger?
    ) {}
}
public struct UNAuthorizationOptions: OptionSet {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    public static let alert = UNAuthorizationOptions(rawValue: 4)
    public static let sound = UNAuthorizationOptions(rawValue: 2)
}
public enum UNAuthorizationStatus { case notDetermined, denied, authorized }
open class UNNotificationSettings: NSObject {
    open var authorizationStatus: UNAuthorizationStatus { .denied }
}
open class UNUserNotificationCenter: NSObject {
    public static func current() -> UNUserNotificationCenter { UNUserNotificationCenter() }
    open func add(
        _ request: UNNotificationRequest, withCompletionHandler: ((Error?) -> Void)?
    ) {}
    open func removePendingNotificationRequests(withIdentifiers: [String]) {}
    open func removeDeliveredNotifications(withIdentifiers: [String]) {}
    open func requestAuthorization(
        options: UNAuthorizationOptions, completionHandler: @escaping (Bool, Error?) -> Void
    ) {}
    open func getNotificationSettings(
        completionHandler: @escaping (UNNotificationSettings) -> Void
    ) {}
}
