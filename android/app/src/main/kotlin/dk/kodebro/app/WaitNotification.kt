package dk.kodebro.app

import android.app.Notification
import android.app.NotificationChannel
import android.app.NotificationManager
import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import dk.kodebro.core.TextKey
import dk.kodebro.core.languageOfSystem
import dk.kodebro.core.texts

/** That something came, or that nothing did. */
private const val NEWS = "wait"

/** That the app waits. */
private const val WAITING = "waiting"

private const val ID = 1

/** The one notification: it tells how the wait goes while the app is not seen. */
class WaitNotification(private val context: Context) {
    private val notifications = context.getSystemService(NotificationManager::class.java)

    /**
     * Shows it in place of an earlier one. [isNews]: it may make a sound and lie over other apps. Nothing secret is in
     * it, so that a lock screen may show it.
     */
    fun show(words: String, isNews: Boolean) {
        val manager = notifications ?: return
        val channel = if (isNews) news() else waiting()
        manager.createNotificationChannel(channel)
        val open =
            PendingIntent.getActivity(
                context,
                0,
                Intent(context, MainActivity::class.java),
                PendingIntent.FLAG_IMMUTABLE or PendingIntent.FLAG_UPDATE_CURRENT,
            )
        val notification =
            Notification.Builder(context, channel.id)
                .setSmallIcon(R.drawable.ic_notification)
                .setContentTitle(context.getString(R.string.platform_app_name))
                .setContentText(words)
                .setStyle(Notification.BigTextStyle().bigText(words))
                .setContentIntent(open)
                .setAutoCancel(true)
                .setVisibility(Notification.VISIBILITY_PUBLIC)
                .setCategory(Notification.CATEGORY_STATUS)
                .build()
        // Where notifications are not allowed, this does nothing.
        manager.notify(ID, notification)
    }

    private fun news(): NotificationChannel {
        val name = context.getString(R.string.platform_channel)
        return NotificationChannel(NEWS, name, NotificationManager.IMPORTANCE_HIGH)
    }

    private fun waiting(): NotificationChannel {
        val name = texts(languageOfSystem(systemLanguage(context))).getValue(TextKey.WAITING_TITLE)
        return NotificationChannel(WAITING, name, NotificationManager.IMPORTANCE_LOW)
    }

    /** Takes it away. */
    fun cancel() {
        notifications?.cancel(ID)
    }
}
