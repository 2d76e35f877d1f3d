package dk.kodebro.app.autofill

import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import android.content.IntentSender
import android.os.Build
import android.service.autofill.Dataset
import android.service.autofill.InlinePresentation
import android.view.autofill.AutofillId
import android.view.autofill.AutofillValue
import android.view.inputmethod.InlineSuggestionsRequest
import android.widget.RemoteViews
import android.widget.inline.InlinePresentationSpec
import androidx.annotation.RequiresApi
import androidx.autofill.inline.UiVersions
import androidx.autofill.inline.v1.InlineSuggestionUi
import dk.kodebro.app.MainActivity
import dk.kodebro.app.R
import dk.kodebro.app.Words
import dk.kodebro.core.Autofill
import dk.kodebro.core.TextKey

/** What stands under the field, or above the keyboard, for the person to tap. */
class Choice(val title: String, val subtitle: String, val spoken: String) {
    companion object {
        /** The choice for what a form gets; none where it gets nothing. */
        fun of(offer: Autofill, words: Words): Choice? =
            when (offer) {
                is Autofill.Code ->
                    Choice(
                        title = offer.groups.joinToString(" ") { it.expose() },
                        subtitle = words[TextKey.AUTOFILL_CODE],
                        spoken = words.with(TextKey.AUTOFILL_SPOKEN, "code", offer.spelled.expose()),
                    )
                is Autofill.Wait ->
                    Choice(
                        title = words[TextKey.AUTOFILL_WAIT],
                        subtitle = words[TextKey.PLATFORM_APP_NAME],
                        spoken = words[TextKey.AUTOFILL_WAIT],
                    )
                is Autofill.Nothing -> null
            }
    }
}

/** Builds what Android shows and fills in. */
class ChoiceBuilder(private val context: Context) {
    /**
     * A choice for these fields. With [authentication], the values are asked for when it is tapped,
     * and those given here do not count.
     */
    fun dataset(
        choice: Choice,
        values: List<Pair<AutofillId, AutofillValue?>>,
        authentication: IntentSender? = null,
        inline: InlineSuggestionsRequest? = null,
    ): Dataset {
        // The newer way, with Presentations, is there since Android 13 only.
        @Suppress("DEPRECATION") val dataset = Dataset.Builder(menuItem(choice))
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) {
            inline?.let { aboveKeyboard(choice, it) }?.let { show(dataset, it) }
        }
        @Suppress("DEPRECATION") for ((id, value) in values) dataset.setValue(id, value)
        authentication?.let(dataset::setAuthentication)
        return dataset.build()
    }

    @Suppress("DEPRECATION")
    @RequiresApi(Build.VERSION_CODES.R)
    private fun show(dataset: Dataset.Builder, presentation: InlinePresentation) {
        dataset.setInlinePresentation(presentation)
    }

    private fun menuItem(choice: Choice) =
        RemoteViews(context.packageName, R.layout.autofill_choice).apply {
            setTextViewText(R.id.autofill_title, choice.title)
            setTextViewText(R.id.autofill_subtitle, choice.subtitle)
            // Read in place of both lines.
            setContentDescription(R.id.autofill_choice, choice.spoken)
        }

    /** For the keyboard's first place, if it draws in the way that this library knows. */
    @RequiresApi(Build.VERSION_CODES.R)
    private fun aboveKeyboard(choice: Choice, request: InlineSuggestionsRequest): InlinePresentation? {
        val place: InlinePresentationSpec =
            request.inlinePresentationSpecs.firstOrNull {
                UiVersions.INLINE_UI_VERSION_1 in UiVersions.getVersions(it.style)
            } ?: return null
        return InlinePresentation(content(choice).slice, place, false)
    }

    @RequiresApi(Build.VERSION_CODES.R)
    private fun content(choice: Choice): InlineSuggestionUi.Content {
        // What a long press opens.
        val app = Intent(context, MainActivity::class.java)
        val opensApp = PendingIntent.getActivity(context, 0, app, PendingIntent.FLAG_IMMUTABLE)
        return InlineSuggestionUi.newContentBuilder(opensApp)
            .setTitle(choice.title)
            .setSubtitle(choice.subtitle)
            .setContentDescription(choice.spoken)
            .build()
    }
}
