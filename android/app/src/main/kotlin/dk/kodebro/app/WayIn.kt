package dk.kodebro.app

import android.content.Intent
import dk.kodebro.core.Event
import dk.kodebro.core.SecretText
import dk.kodebro.core.ShellProblem

/** Starts waiting: sent by the tile and by the shortcut. */
const val ACTION_WAIT = "dk.kodebro.app.action.WAIT"

/** What an Intent that opened the app asks for; nothing where it only opens it. Any app may send one. */
fun eventOf(intent: Intent): Event? =
    when (intent.action) {
        ACTION_WAIT -> Event.WaitRequested
        Intent.ACTION_VIEW ->
            if (intent.data?.scheme == "kodebro" && intent.data?.host == "wait") Event.WaitRequested
            else Event.ShellFailed(ShellProblem.LINK)
        Intent.ACTION_SEND -> message(intent, Intent.EXTRA_TEXT)
        Intent.ACTION_PROCESS_TEXT -> message(intent, Intent.EXTRA_PROCESS_TEXT)
        else -> null
    }

private fun message(intent: Intent, extra: String): Event {
    val text =
        try {
            intent.getCharSequenceExtra(extra)
        } catch (_: RuntimeException) {
            // The sender put in something that cannot be unpacked.
            null
        }
    return if (text == null) Event.ShellFailed(ShellProblem.SHARED_TEXT)
    else Event.MessageShared(SecretText(text.toString()))
}
