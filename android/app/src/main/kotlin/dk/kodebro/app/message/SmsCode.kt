package dk.kodebro.app.message

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import com.google.android.gms.auth.api.phone.SmsCodeAutofillClient
import com.google.android.gms.auth.api.phone.SmsCodeRetriever
import com.google.android.gms.common.api.CommonStatusCodes
import com.google.android.gms.common.api.Status
import dk.kodebro.core.Event
import dk.kodebro.core.SecretText

/**
 * Google's SMS code autofill, for the phone's autofill service alone: Play services hands over the code
 * of a message, and nothing else of it. The person allows that once, in the settings of the app; the
 * message may have come up to a minute before.
 *
 * Where the app is not the autofill service, or that is not allowed or not there, [otherwise] listens.
 *
 * https://developers.google.com/android/reference/com/google/android/gms/auth/api/phone/SmsCodeAutofillClient
 */
class SmsCode(
    private val context: Context,
    private val otherwise: MessageSource,
    private val isAutofillService: () -> Boolean,
    private val codes: () -> SmsCodeAutofillClient,
) : MessageSource {
    private var receiver: BroadcastReceiver? = null

    override fun start(offered: (Intent) -> Unit, happened: (Event) -> Unit) {
        stop()
        if (!isAutofillService()) return otherwise.start(offered, happened)
        val listening = Receiver(happened)
        receiver = listening
        context.receiveFromPlayServices(listening, SmsCodeRetriever.SMS_CODE_RETRIEVED_ACTION)
        val failed = {
            if (receiver === listening) {
                stop()
                otherwise.start(offered, happened)
            }
        }
        try {
            codes().startSmsCodeRetriever().addOnFailureListener { failed() }
        } catch (_: RuntimeException) {
            failed()
        }
    }

    override fun stop() {
        receiver?.let(context::unregisterReceiver)
        receiver = null
        otherwise.stop()
    }

    private inner class Receiver(private val happened: (Event) -> Unit) : BroadcastReceiver() {
        override fun onReceive(context: Context, broadcast: Intent) {
            val isOurs = broadcast.action == SmsCodeRetriever.SMS_CODE_RETRIEVED_ACTION
            if (!isOurs || receiver !== this) return
            val status = broadcast.read(SmsCodeRetriever.EXTRA_STATUS, Status::class.java)
            val code = broadcast.read(SmsCodeRetriever.EXTRA_SMS_CODE, String::class.java)
            happened(
                when {
                    status?.statusCode == CommonStatusCodes.TIMEOUT -> Event.ListeningTimedOut
                    status?.isSuccess == true && code != null ->
                        Event.CodeHandedOver(SecretText(code))
                    else -> Event.ListeningFailed
                }
            )
        }
    }
}
