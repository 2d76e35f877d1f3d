package dk.kodebro.app.message

import android.content.Intent
import dk.kodebro.core.Event

/** Where messages come from while the app listens. */
interface MessageSource {
    /**
     * Listens for one message. [offered] gets the platform's question whether the app may read it;
     * [happened] gets [Event.ListeningTimedOut] and [Event.ListeningFailed]. Replaces an earlier
     * listening.
     */
    fun start(offered: (Intent) -> Unit, happened: (Event) -> Unit)

    /** Listens no more. */
    fun stop()
}
