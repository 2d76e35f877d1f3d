package dk.kodebro.app.autofill

import android.app.PendingIntent
import android.content.Intent
import android.content.IntentSender
import android.os.Build
import android.os.CancellationSignal
import android.service.autofill.AutofillService
import android.service.autofill.FillCallback
import android.service.autofill.FillRequest
import android.service.autofill.FillResponse
import android.service.autofill.SaveCallback
import android.service.autofill.SaveRequest
import android.view.autofill.AutofillId
import dk.kodebro.app.KodebroApplication
import dk.kodebro.core.Autofill

/**
 * Offers the code, or a wait for it, in the forms of browsers. What is offered and where is decided by
 * the core; nothing is ever saved.
 *
 * The code itself is handed out by [AutofillWaitActivity], when the person taps: Android keeps what it
 * got here as long as the page is open, and a newer code may have come meanwhile.
 */
class KodebroAutofillService : AutofillService() {
    override fun onFillRequest(
        request: FillRequest,
        cancellationSignal: CancellationSignal,
        callback: FillCallback,
    ) = callback.onSuccess(response(request))

    private fun response(request: FillRequest): FillResponse? {
        val structure = request.fillContexts.lastOrNull()?.structure ?: return null
        val phone = (application as KodebroApplication).phone
        val read = read(structure) { certificatesOf(packageManager, it) }
        val offer = phone.autofill(read.form) ?: return null
        val choice = Choice.of(offer, phone.words) ?: return null
        val inline =
            if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) request.inlineSuggestionsRequest
            else null
        val fields = fieldsOf(offer, read.ids)
        val dataset = ChoiceBuilder(this).dataset(choice, fields.map { it to null }, tapped(), inline)
        return FillResponse.Builder().addDataset(dataset).build()
    }

    private fun fieldsOf(offer: Autofill, ids: List<AutofillId>): List<AutofillId> =
        when (offer) {
            is Autofill.Code -> offer.values.map { ids[it.field.toInt()] }
            is Autofill.Wait -> offer.fields.map { ids[it.toInt()] }
            is Autofill.Nothing -> emptyList()
        }

    /** Android adds the form to it, which is why it has to be mutable; it names its target, so that
     * nobody else gets it. */
    private fun tapped(): IntentSender {
        val intent = Intent(this, AutofillWaitActivity::class.java)
        val mutable =
            if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.S) PendingIntent.FLAG_MUTABLE else 0
        val flags = PendingIntent.FLAG_CANCEL_CURRENT or mutable
        return PendingIntent.getActivity(this, 0, intent, flags).intentSender
    }

    override fun onSaveRequest(request: SaveRequest, callback: SaveCallback) = callback.onSuccess()
}
