package dk.kodebro.app.message

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import com.google.android.gms.auth.api.phone.SmsRetriever
import com.google.android.gms.common.api.CommonStatusCodes
import com.google.android.gms.common.api.Status
import com.google.android.gms.tasks.Task
import dk.kodebro.core.Event

/** The app that asks for consent, and the only one whose question is shown. */
private const val PLAY_SERVICES = "com.google.android.gms"

/**
 * Google's SMS User Consent: Play services looks for one message with a code for five minutes, and
 * asks the person whether the app may read it. The app has no permission to read messages.
 *
 * https://developers.google.com/identity/sms-retriever/user-consent/request
 */
class SmsUserConsent(
    private val context: Context,
    private val client: (Context) -> Task<Void> = {
        SmsRetriever.getClient(it).startSmsUserConsent(null)
    },
) : MessageSource {
    private var receiver: BroadcastReceiver? = null

    override fun start(offered: (Intent) -> Unit, happened: (Event) -> Unit) {
        stop()
        val listening = Receiver(offered, happened)
        receiver = listening
        context.receiveFromPlayServices(listening, SmsRetriever.SMS_RETRIEVED_ACTION)
        val failed = { if (receiver === listening) happened(Event.ListeningFailed) }
        try {
            client(context).addOnFailureListener { failed() }
        } catch (_: RuntimeException) {
            // Some phones without Play services fail at once.
            failed()
        }
    }

    override fun stop() {
        receiver?.let(context::unregisterReceiver)
        receiver = null
    }

    private inner class Receiver(
        private val offered: (Intent) -> Unit,
        private val happened: (Event) -> Unit,
    ) : BroadcastReceiver() {
        override fun onReceive(context: Context, broadcast: Intent) {
            if (broadcast.action != SmsRetriever.SMS_RETRIEVED_ACTION || receiver !== this) return
            when (broadcast.read(SmsRetriever.EXTRA_STATUS, Status::class.java)?.statusCode) {
                CommonStatusCodes.SUCCESS -> {
                    val question =
                        broadcast.read(SmsRetriever.EXTRA_CONSENT_INTENT, Intent::class.java)
                    if (question != null && isPlayServices(question)) offered(question)
                    else happened(Event.ListeningFailed)
                }
                CommonStatusCodes.TIMEOUT -> happened(Event.ListeningTimedOut)
                else -> happened(Event.ListeningFailed)
            }
        }
    }

    /**
     * Whether a question is really one of Play services. To start whatever Intent comes along would
     * let others start what only this app may (intent redirection).
     */
    private fun isPlayServices(question: Intent): Boolean =
        question.resolveActivity(context.packageManager)?.packageName == PLAY_SERVICES
}
