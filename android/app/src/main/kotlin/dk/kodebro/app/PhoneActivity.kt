package dk.kodebro.app

import android.content.Intent
import android.os.Build
import android.os.Bundle
import android.view.WindowManager
import androidx.activity.ComponentActivity
import androidx.activity.enableEdgeToEdge
import com.google.android.gms.auth.api.phone.SmsRetriever
import dk.kodebro.core.Event
import dk.kodebro.core.SecretText

private const val QUESTION = 1

/** A window of the one [Phone]: it is secured, and asks, as the phone wants. */
abstract class PhoneActivity : ComponentActivity(), Window {
    /** The phone of this process. */
    protected val phone: Phone
        get() = (application as KodebroApplication).phone

    override fun onCreate(savedInstanceState: Bundle?) {
        enableEdgeToEdge()
        super.onCreate(savedInstanceState)
        phone.attach(this)
        phone.speak()
        followSettings()
    }

    /** Takes over a language that was chosen for the app in Android's settings, the system's included. */
    private fun followSettings() {
        val language = languageInSettings(this) ?: return
        if (language != phone.view.language) phone.tell(Event.LanguageChosen(language))
    }

    override fun onStart() {
        super.onStart()
        phone.show(this)
    }

    override fun onResume() {
        super.onResume()
        phone.moveToFront(this)
    }

    override fun onPause() {
        phone.leaveFront(this)
        super.onPause()
    }

    override fun onStop() {
        super.onStop()
        phone.hide(this, isChangingConfigurations)
    }

    override fun onDestroy() {
        phone.detach(this, isChangingConfigurations)
        super.onDestroy()
    }

    override fun secure(secure: Boolean) {
        val flag = WindowManager.LayoutParams.FLAG_SECURE
        if (secure) window.addFlags(flag) else window.clearFlags(flag)
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) {
            setRecentsScreenshotEnabled(!secure)
        }
    }

    // The way with contracts cannot close what it opened, and the question has to go when the wait
    // does.
    @Suppress("DEPRECATION")
    override fun ask(question: Intent) {
        try {
            startActivityForResult(question, QUESTION)
        } catch (_: RuntimeException) {
            // It went away meanwhile, or may not be started.
            phone.tell(Event.ListeningFailed)
        }
    }

    override fun closeQuestion() = finishActivity(QUESTION)

    @Deprecated("as ask")
    @Suppress("DEPRECATION")
    override fun onActivityResult(requestCode: Int, resultCode: Int, data: Intent?) {
        super.onActivityResult(requestCode, resultCode, data)
        if (requestCode != QUESTION) return
        val message =
            try {
                data?.getStringExtra(SmsRetriever.EXTRA_SMS_MESSAGE)
            } catch (_: RuntimeException) {
                null
            }
        phone.answered(message.takeIf { resultCode == RESULT_OK }?.let(::SecretText))
    }
}
