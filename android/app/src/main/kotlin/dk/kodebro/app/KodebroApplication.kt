package dk.kodebro.app

import android.app.Application
import dk.kodebro.app.message.SmsUserConsent
import dk.kodebro.core.Session

/** The process: it has one [Phone], which all ways into the app share. */
class KodebroApplication : Application() {
    /** The session of this process; it starts when somebody first needs it. */
    val phone: Phone by lazy {
        val session = Session.open(filesDir.resolve("kept").path, systemLanguage(this))
        Phone(session, AndroidPlatform(this), SmsUserConsent(this)).apply { start() }
    }
}
