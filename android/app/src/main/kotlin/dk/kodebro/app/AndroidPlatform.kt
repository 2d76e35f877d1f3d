package dk.kodebro.app

import android.content.Context
import android.content.Intent
import android.os.Handler
import android.os.Looper
import android.os.VibrationEffect
import android.os.Vibrator
import android.view.accessibility.AccessibilityEvent
import android.view.accessibility.AccessibilityManager
import androidx.core.net.toUri
import kotlin.concurrent.thread

/** How long the phone vibrates when a code is there, in milliseconds. */
private const val VIBRATION = 120L

/** Android itself. */
class AndroidPlatform(private val context: Context, private val clock: () -> Long) : Platform {
    private val timer = Timer(context, clock)
    private val clipboard = CodeClipboard(context)
    private val notifications = WaitNotification(context)
    private val main = Handler(Looper.getMainLooper())

    override fun now(): Long = clock()

    override fun systemLanguage(): String = systemLanguage(context)

    override fun armTimer(at: Long, due: () -> Unit) = timer.arm(at, due)

    override fun disarmTimer() = timer.disarm()

    override fun copy(code: String): Boolean = clipboard.copy(code)

    override fun clearClipboard(): Boolean = clipboard.clear()

    override fun paste(): String? = clipboard.text()

    override fun share(code: String): Boolean {
        val send = Intent(Intent.ACTION_SEND).setType("text/plain").putExtra(Intent.EXTRA_TEXT, code)
        return start(Intent.createChooser(send, null))
    }

    override fun notify(words: String, isNews: Boolean) = notifications.show(words, isNews)

    override fun cancelNotification() = notifications.cancel()

    override fun vibrate() {
        val effect = VibrationEffect.createOneShot(VIBRATION, VibrationEffect.DEFAULT_AMPLITUDE)
        context.getSystemService(Vibrator::class.java)?.vibrate(effect)
    }

    override fun announce(words: String) {
        val manager = context.getSystemService(AccessibilityManager::class.java) ?: return
        if (!manager.isEnabled) return
        // The screens have live regions; this reaches whoever reads another app meanwhile.
        @Suppress("DEPRECATION") val event = AccessibilityEvent.obtain()
        event.eventType = AccessibilityEvent.TYPE_ANNOUNCEMENT
        event.packageName = context.packageName
        event.text.add(words)
        manager.sendAccessibilityEvent(event)
    }

    override fun call(number: String): Boolean = start(Intent(Intent.ACTION_DIAL, "tel:$number".toUri()))

    override fun open(address: String): Boolean = start(Intent(Intent.ACTION_VIEW, address.toUri()))

    override fun <T> aside(work: () -> T, then: (T) -> Unit) {
        thread(isDaemon = true, name = "aside") {
            val done = work()
            main.post { then(done) }
        }
    }

    private fun start(intent: Intent): Boolean = context.tryToStart(intent)
}

/** Starts another app's activity; false where there is none, or it may not be started. */
fun Context.tryToStart(intent: Intent): Boolean =
    try {
        startActivity(intent.addFlags(Intent.FLAG_ACTIVITY_NEW_TASK))
        true
    } catch (_: android.content.ActivityNotFoundException) {
        false
    } catch (_: SecurityException) {
        false
    }
