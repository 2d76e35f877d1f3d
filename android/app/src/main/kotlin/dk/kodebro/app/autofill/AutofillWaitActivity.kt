package dk.kodebro.app.autofill

import android.app.assist.AssistStructure
import android.content.Intent
import android.os.Build
import android.os.Bundle
import android.view.autofill.AutofillManager
import android.view.autofill.AutofillValue
import androidx.activity.compose.setContent
import androidx.compose.runtime.LaunchedEffect
import androidx.core.content.IntentCompat
import dk.kodebro.app.PhoneActivity
import dk.kodebro.app.screens.KodebroScreen
import dk.kodebro.core.Autofill
import dk.kodebro.core.AutofillForm
import dk.kodebro.core.Event
import dk.kodebro.core.Screen

private const val HAS_BEGUN = "has_begun"

/**
 * What Android opens when the person taps the choice: it hands over the code at once where one is
 * alive, or waits for it in the one session of the process.
 */
class AutofillWaitActivity : PhoneActivity() {
    private lateinit var form: ReadForm

    /** The wait has begun; from then on the front page means that the person has left it. */
    private var hasBegun = false

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        hasBegun = savedInstanceState?.getBoolean(HAS_BEGUN) ?: false
        form = formOf(intent)
        goOn()
        if (isFinishing) return
        setContent {
            val screen = phone.view.screen
            LaunchedEffect(screen) { goOn() }
            KodebroScreen(phone)
        }
    }

    override fun onSaveInstanceState(outState: Bundle) {
        super.onSaveInstanceState(outState)
        outState.putBoolean(HAS_BEGUN, hasBegun)
    }

    /** The form that Android adds to the Intent. */
    private fun formOf(intent: Intent): ReadForm {
        val structure =
            try {
                val extra = AutofillManager.EXTRA_ASSIST_STRUCTURE
                IntentCompat.getParcelableExtra(intent, extra, AssistStructure::class.java)
            } catch (_: RuntimeException) {
                null
            }
        return structure?.let { found -> read(found) { certificatesOf(packageManager, it) } }
            ?: ReadForm(AutofillForm("", emptyList(), emptyList()), emptyList())
    }

    private fun goOn() {
        if (isFinishing) return
        val offer = phone.autofill(form.form)
        when {
            offer is Autofill.Code -> give(offer)
            hasBegun -> if (phone.view.screen == Screen.Home) finish()
            offer is Autofill.Wait -> {
                hasBegun = true
                if (!offer.hasBegun) phone.tell(Event.WaitRequestedAtField)
            }
            else -> finish()
        }
    }

    /** Hands the code to Android, which writes it into the fields. */
    private fun give(code: Autofill.Code) {
        val choice = Choice.of(code, phone.words) ?: return
        val values =
            code.values.map {
                form.ids[it.field.toInt()] to AutofillValue.forText(it.value.expose())
            }
        val result =
            Intent()
                .putExtra(
                    AutofillManager.EXTRA_AUTHENTICATION_RESULT,
                    ChoiceBuilder(this).dataset(choice, values),
                )
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.S) {
            // It is used once; the next tap asks again.
            val once = AutofillManager.EXTRA_AUTHENTICATION_RESULT_EPHEMERAL_DATASET
            result.putExtra(once, true)
        }
        setResult(RESULT_OK, result)
        finish()
    }
}
