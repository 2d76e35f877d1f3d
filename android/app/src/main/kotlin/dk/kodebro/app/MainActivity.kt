package dk.kodebro.app

import android.content.Intent
import android.os.Bundle
import androidx.activity.compose.setContent
import dk.kodebro.app.screens.KodebroScreen

/** The app's window: all screens are drawn in it, and every way into the app leads here. */
class MainActivity : PhoneActivity() {
    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        setContent { KodebroScreen(phone) }
        // After a turn of the device, and from the list of recent apps, the Intent is an old one.
        val isOld = intent.flags and Intent.FLAG_ACTIVITY_LAUNCHED_FROM_HISTORY != 0
        if (savedInstanceState == null && !isOld) enter(intent)
    }

    override fun onNewIntent(intent: Intent) {
        super.onNewIntent(intent)
        setIntent(intent)
        enter(intent)
    }

    private fun enter(intent: Intent) {
        eventOf(intent)?.let(phone::tell)
    }
}
