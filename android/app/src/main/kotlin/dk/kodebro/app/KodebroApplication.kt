package dk.kodebro.app

import android.app.Application
import android.view.autofill.AutofillManager
import com.google.android.gms.auth.api.phone.SmsCodeAutofillClient
import com.google.android.gms.auth.api.phone.SmsCodeRetriever
import dk.kodebro.app.message.MessageSource
import dk.kodebro.app.message.SmsCode
import dk.kodebro.app.message.SmsUserConsent
import dk.kodebro.core.Session

/** The process: it has one [Phone], which all ways into the app share. */
open class KodebroApplication : Application() {
    /** Where messages come from. */
    open val source: MessageSource by lazy {
        SmsCode(this, otherwise = SmsUserConsent(this), { isAutofillService }, { codes })
    }

    /** Play services' way to hand over codes alone; see [SmsCode]. */
    open val codes: SmsCodeAutofillClient by lazy { SmsCodeRetriever.getAutofillClient(this) }

    /** Whether the person has made this app the phone's autofill service. */
    open val isAutofillService: Boolean
        get() = getSystemService(AutofillManager::class.java)?.hasEnabledAutofillServices() == true

    /** The device's clock, in milliseconds since 1970. */
    open fun now(): Long = System.currentTimeMillis()

    /** Where the key lies that wraps the one of the session. */
    open val wrappingKeys: WrappingKeys = AndroidWrappingKeys()

    /** The session of this process; it starts when somebody first needs it. */
    open val phone: Phone by lazy { startPhone(AndroidPlatform(this, ::now)) }

    /** Starts a session over what earlier processes kept. */
    protected fun startPhone(platform: Platform): Phone {
        val key = PlatformKey(noBackupFilesDir.resolve("key"), wrappingKeys).bytes()
        val session = Session.open(filesDir.resolve("kept").path, systemLanguage(this), key)
        return Phone(session, platform, source).apply { start() }
    }
}
