package dk.kodebro.app.screens

import android.app.Activity
import android.content.Intent
import android.provider.Settings
import androidx.activity.compose.rememberLauncherForActivityResult
import androidx.activity.result.IntentSenderRequest
import androidx.activity.result.contract.ActivityResultContracts.StartIntentSenderForResult
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.RadioButton
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.unit.dp
import androidx.core.net.toUri
import androidx.lifecycle.compose.LifecycleResumeEffect
import com.google.android.gms.auth.api.phone.SmsCodeAutofillClient
import com.google.android.gms.auth.api.phone.SmsCodeAutofillClient.PermissionState
import com.google.android.gms.common.api.ResolvableApiException
import dk.kodebro.app.KodebroApplication
import dk.kodebro.app.Words
import dk.kodebro.app.tellSystem
import dk.kodebro.app.tryToStart
import dk.kodebro.core.Event
import dk.kodebro.core.Language
import dk.kodebro.core.Page as PageName
import dk.kodebro.core.ShellProblem
import dk.kodebro.core.TextKey
import dk.kodebro.core.texts

/** Language, filling in, and deleting everything. */
@Composable
fun SettingsScreen(language: Language, words: Words, tell: (Event) -> Unit) {
    Page(words[TextKey.SETTINGS_TITLE]) {
        Section(words[TextKey.SETTINGS_LANGUAGE])
        Languages(language, tell)
        HorizontalDivider()
        Section(words[TextKey.SETTINGS_AUTOFILL])
        Autofill(words, tell)
        HorizontalDivider()
        OtherButton(words[TextKey.SETTINGS_DELETE]) {
            tell(Event.PageOpened(PageName.CONFIRM_DELETION))
        }
    }
}

@Composable
private fun Languages(chosen: Language, tell: (Event) -> Unit) {
    val context = LocalContext.current
    Column(Modifier.selectableGroup()) {
        Language.entries.forEach { language ->
            Row(
                Modifier.fillMaxWidth()
                    .heightIn(min = 56.dp)
                    .selectable(
                        selected = language == chosen,
                        role = Role.RadioButton,
                        onClick = {
                            tell(Event.LanguageChosen(language))
                            tellSystem(context, language)
                        },
                    ),
                verticalAlignment = Alignment.CenterVertically,
            ) {
                RadioButton(selected = language == chosen, onClick = null)
                Text(
                    // Each language by its own name, so that one finds one's own.
                    texts(language).getValue(TextKey.LANGUAGE_NAME),
                    Modifier.padding(start = 16.dp),
                    style = MaterialTheme.typography.bodyLarge,
                )
            }
        }
    }
}

/** The autofill service: what it gives and what it takes, before Android's settings are opened. */
@Composable
private fun Autofill(words: Words, tell: (Event) -> Unit) {
    val context = LocalContext.current
    val app = context.applicationContext as KodebroApplication
    var isOurs by remember { mutableStateOf(app.isAutofillService) }
    // The person comes back from Android's settings.
    LifecycleResumeEffect(app) {
        isOurs = app.isAutofillService
        onPauseOrDispose {}
    }
    val cannotOpen = { tell(Event.ShellFailed(ShellProblem.OPEN_SETTINGS)) }
    if (isOurs) {
        Body(words[TextKey.SETTINGS_AUTOFILL_ON])
        CodesWithoutAsking({ app.codes }, words, cannotOpen)
    } else {
        Body(words[TextKey.SETTINGS_AUTOFILL_BODY])
        OtherButton(words[TextKey.SETTINGS_AUTOFILL_CHOOSE]) {
            val request =
                Intent(
                    Settings.ACTION_REQUEST_SET_AUTOFILL_SERVICE,
                    "package:${context.packageName}".toUri(),
                )
            if (!context.tryToStart(request)) cannotOpen()
        }
    }
}

/** Lets the person allow, once, that Play services hands over codes without asking each time. */
@Composable
private fun CodesWithoutAsking(
    codes: () -> SmsCodeAutofillClient,
    words: Words,
    cannotOpen: () -> Unit,
) {
    var isMissing by remember { mutableStateOf(false) }
    LifecycleResumeEffect(codes) {
        attempt {
            codes().checkPermissionState().addOnSuccessListener {
                isMissing = it == PermissionState.NONE
            }
        }
        onPauseOrDispose {}
    }
    val launcher = rememberLauncherForActivityResult(StartIntentSenderForResult()) {
        isMissing = it.resultCode != Activity.RESULT_OK
    }
    if (isMissing) {
        OtherButton(words[TextKey.SETTINGS_AUTOFILL_ALLOW]) {
            val hasAsked = attempt {
                codes()
                    .startSmsCodeRetriever()
                    .addOnSuccessListener { isMissing = false }
                    .addOnFailureListener { failure ->
                        val question = (failure as? ResolvableApiException)?.resolution
                        val isShown = question != null && attempt {
                            launcher.launch(IntentSenderRequest.Builder(question).build())
                        }
                        if (!isShown) cannotOpen()
                    }
            }
            if (!hasAsked) cannotOpen()
        }
    }
}

/** False where it fails at once, as Play services does on some phones without it. */
private fun attempt(ask: () -> Unit): Boolean =
    try {
        ask()
        true
    } catch (_: RuntimeException) {
        false
    }

/** The question before everything is deleted; the safe answer comes first. */
@Composable
fun DeletionScreen(words: Words, tell: (Event) -> Unit) {
    val context = LocalContext.current
    Page(words[TextKey.DELETE_TITLE]) {
        Body(words[TextKey.DELETE_BODY])
        MainButton(words[TextKey.BUTTON_BACK]) { tell(Event.BackPressed) }
        OtherButton(words[TextKey.DELETE_CONFIRM]) {
            tell(Event.DeletionConfirmed)
            // Android keeps the language that was chosen.
            tellSystem(context, null)
        }
    }
}
