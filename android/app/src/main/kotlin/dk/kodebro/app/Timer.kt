package dk.kodebro.app

import android.app.AlarmManager
import android.app.PendingIntent
import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.os.Handler
import android.os.Looper

/** Beyond this many milliseconds the device may fall asleep meanwhile. */
private const val SHORT = 2_000L

/**
 * Calls back at a moment of the wall clock.
 *
 * A handler's clock stands still while the device sleeps, and while Android keeps a process frozen that
 * nobody sees. So a longer span also has an alarm, which needs no permission, comes as soon as the
 * device is awake after the moment, perhaps somewhat later, and finds the process in whatever state: an
 * alarm with a listener would be dropped with a frozen process (since Android 14). See [AlarmReceiver].
 */
class Timer(context: Context, private val now: () -> Long) {
    private val handler = Handler(Looper.getMainLooper())
    private val alarms = context.getSystemService(AlarmManager::class.java)
    private var due: (() -> Unit)? = null
    private val post = Runnable { ring() }
    private val alarm =
        PendingIntent.getBroadcast(
            context,
            0,
            Intent(context, AlarmReceiver::class.java),
            PendingIntent.FLAG_IMMUTABLE,
        )

    /** Calls back at a moment, in milliseconds since 1970; replaces an earlier call. */
    fun arm(at: Long, due: () -> Unit) {
        disarm()
        this.due = due
        val left = (at - now()).coerceAtLeast(0)
        handler.postDelayed(post, left)
        if (left > SHORT) alarms?.setAndAllowWhileIdle(AlarmManager.RTC, at, alarm)
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

/** Gets the alarm of a [Timer]: of this process, or of one that Android has ended meanwhile. */
class AlarmReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, alarm: Intent) {
        (context.applicationContext as KodebroApplication).phone.ring()
    }
}
