package dk.kodebro.app.message

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.content.IntentFilter
import android.os.BadParcelableException
import android.os.Build
import com.google.android.gms.auth.api.phone.SmsRetriever

/** Receives a broadcast that only Play services may send: nobody else holds the permission. */
internal fun Context.receiveFromPlayServices(receiver: BroadcastReceiver, action: String) {
    val filter = IntentFilter(action)
    val sender = SmsRetriever.SEND_PERMISSION
    if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) {
        registerReceiver(receiver, filter, sender, null, Context.RECEIVER_EXPORTED)
    } else {
        @Suppress("UnspecifiedRegisterReceiverFlag")
        registerReceiver(receiver, filter, sender, null)
    }
}

/** Reads an extra of a class; nothing where it is missing, of another class, or broken. */
internal fun <T> Intent.read(name: String, type: Class<T>): T? =
    try {
        @Suppress("DEPRECATION") val value = extras?.apply { classLoader = type.classLoader }?.get(name)
        if (type.isInstance(value)) type.cast(value) else null
    } catch (_: BadParcelableException) {
        null
    }
