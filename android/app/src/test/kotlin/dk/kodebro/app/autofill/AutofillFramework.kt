package dk.kodebro.app.autofill

import android.app.Activity
import android.app.Application
import android.app.Instrumentation.ActivityResult
import android.app.assist.AssistStructure
import android.content.Intent
import android.os.CancellationSignal
import android.service.autofill.Dataset
import android.service.autofill.FillCallback
import android.service.autofill.FillContext
import android.service.autofill.FillRequest
import android.service.autofill.FillResponse
import android.view.autofill.AutofillId
import android.view.autofill.AutofillManager
import androidx.core.content.IntentCompat
import java.lang.reflect.Proxy
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf

// Android's own part between a page and the autofill service.

/** Asks the service about a form: its only choice, or nothing. */
fun ask(structure: AssistStructure, keyboard: Any? = null): Dataset? {
    val answers = ArrayList<FillResponse?>()
    val service = Robolectric.buildService(KodebroAutofillService::class.java).create().get()
    service.onFillRequest(request(structure, keyboard), CancellationSignal(), callback(answers))
    val response = answers.single() ?: return null
    check(response.saveInfo == null) { "the service wants to save something" }
    return checkNotNull(response.datasets).single()
}

/** What a tap on a choice opens, with the form that Android adds. */
fun intentOfTap(app: Application, choice: Dataset, structure: AssistStructure): Intent {
    val added = Intent().putExtra(AutofillManager.EXTRA_ASSIST_STRUCTURE, structure)
    shadowOf(app).clearNextStartedActivities()
    checkNotNull(choice.authentication).sendIntent(app, 0, added, null, null)
    return shadowOf(app).nextStartedActivity
}

/** What is filled in when the window that a tap opened has ended; nothing where it was only left. */
fun filledIn(ended: ActivityResult): List<Pair<AutofillId, String>>? {
    if (ended.resultCode != Activity.RESULT_OK) return null
    val name = AutofillManager.EXTRA_AUTHENTICATION_RESULT
    val choice =
        checkNotNull(IntentCompat.getParcelableExtra(ended.resultData, name, Dataset::class.java))
    check(choice.authentication == null) { "the choice would have to be tapped again" }
    val values = choice.fieldValues.orEmpty().map { it.textValue.toString() }
    return choice.fieldIds.orEmpty().zip(values)
}

/** Its constructors are Android's own, and differ between its versions. */
private fun request(structure: AssistStructure, keyboard: Any?): FillRequest {
    val contexts = arrayListOf(FillContext(1, structure, AutofillId(0)))
    val constructor = FillRequest::class.java.constructors.maxBy { it.parameterCount }
    var lists = 0
    val arguments =
        constructor.parameterTypes.map { type ->
            when {
                type == Int::class.javaPrimitiveType -> 1
                List::class.java.isAssignableFrom(type) ->
                    if (lists++ == 0) contexts else ArrayList<String>()
                type.simpleName == "InlineSuggestionsRequest" -> keyboard
                else -> null
            }
        }
    return constructor.newInstance(*arguments.toTypedArray()) as FillRequest
}

private fun callback(answers: MutableList<FillResponse?>): FillCallback {
    val type = Class.forName("android.service.autofill.IFillCallback")
    val binder =
        Proxy.newProxyInstance(type.classLoader, arrayOf(type)) { _, method, arguments ->
            if (method.name == "onSuccess") answers += arguments[0] as FillResponse?
            null
        }
    val constructor = FillCallback::class.java.constructors.single { it.parameterCount == 2 }
    return constructor.newInstance(binder, 1) as FillCallback
}
