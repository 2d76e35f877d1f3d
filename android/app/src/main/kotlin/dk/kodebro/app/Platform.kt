package dk.kodebro.app

/**
 * What Android does for the app. Each function that may fail says whether it was done; none throws.
 */
interface Platform {
    /** Milliseconds since 1970 by the device's clock. */
    fun now(): Long

    /** The language tag that Android has for this app. */
    fun systemLanguage(): String

    /** Calls back at a moment of [now]; replaces an earlier timer. */
    fun armTimer(at: Long, due: () -> Unit)

    /** No call is needed. */
    fun disarmTimer()

    /** Puts a code on the clipboard, marked as sensitive. */
    fun copy(code: String): Boolean

    /** Clears the clipboard where a code of ours stands on it. */
    fun clearClipboard(): Boolean

    /** The text on the clipboard; nothing where there is none, or where it may not be read. */
    fun paste(): String?

    /** Lets the person hand the code to another app. */
    fun share(code: String): Boolean

    /** Shows a notification in place of an earlier one. [isNews]: it may make a sound and lie over other apps. */
    fun notify(words: String, isNews: Boolean)

    /** Takes the notification away. */
    fun cancelNotification()

    /** Vibrates shortly. */
    fun vibrate()

    /** Tells a screen reader. */
    fun announce(words: String)

    /** Opens the dialler with a number. */
    fun call(number: String): Boolean

    /** Opens a page in a browser. */
    fun open(address: String): Boolean

    /** Does what may take long beside the main thread, and then hands over there what it gave. */
    fun <T> aside(work: () -> T, then: (T) -> Unit)
}
