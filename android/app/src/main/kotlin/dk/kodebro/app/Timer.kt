package dk.kodebro.app

import android.app.AlarmManager
import android.content.Context
import android.os.Handler
import android.os.Looper

/** Beyond this many milliseconds the device may fall asleep meanwhile. */
private const val SHORT = 2_000L

/**
 * Calls back at a moment of the wall clock.
 *
 * A handler's clock stands still while the device sleeps, so that a longer span also has an alarm,
 * which comes as soon as the device is awake after the moment. An alarm with a listener needs no
 * permission, and ends with the process.
 */
class Timer(context: Context, private val now: () -> Long) {
    private val handler = Handler(Looper.getMainLooper())
    private val alarms = context.getSystemService(AlarmManager::class.java)
    private var due: (() -> Unit)? = null
    private val alarm = AlarmManager.OnAlarmListener { ring() }
    private val post = Runnable { ring() }

    /** Calls back at a moment, in milliseconds since 1970; replaces an earlier call. */
    fun arm(at: Long, due: () -> Unit) {
        disarm()
        this.due = due
        val left = (at - now()).coerceAtLeast(0)
        handler.postDelayed(post, left)
        if (left > SHORT) alarms?.setExact(AlarmManager.RTC, at, "code", alarm, handler)
    }

    /** Calls no more. */
    fun disarm() {
        due = null
        handler.removeCallbacks(post)
        alarms?.cancel(alarm)
    }

    private fun ring() {
        val due = due
        disarm()
        due?.invoke()
    }
}
