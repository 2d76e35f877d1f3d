package dk.kodebro.app

import android.app.Notification
import android.app.NotificationChannel
import android.app.NotificationManager
import android.app.PendingIntent
import android.content.Context
import android.content.Intent

private const val CHANNEL = "wait"
private const val ID = 1

/** The one notification: it tells how the wait goes while the app is not seen. */
class WaitNotification(private val context: Context) {
    private val notifications = context.getSystemService(NotificationManager::class.java)

    /** Shows it in place of an earlier one. Nothing secret is in it, so that a lock screen may show it. */
    fun show(words: String) {
        val manager = notifications ?: return
        val name = context.getString(R.string.platform_channel)
        manager.createNotificationChannel(
            NotificationChannel(CHANNEL, name, NotificationManager.IMPORTANCE_HIGH)
        )
        val open =
            PendingIntent.getActivity(
                context,
                0,
                Intent(context, MainActivity::class.java),
                PendingIntent.FLAG_IMMUTABLE or PendingIntent.FLAG_UPDATE_CURRENT,
            )
        val notification =
            Notification.Builder(context, CHANNEL)
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

    /** Takes it away. */
    fun cancel() {
        notifications?.cancel(ID)
    }
}
