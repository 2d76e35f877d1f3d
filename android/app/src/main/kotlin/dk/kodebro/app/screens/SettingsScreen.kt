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
import androidx.compose.runtime.LaunchedEffect
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
import com.google.android.gms.auth.api.phone.SmsCodeAutofillClient.PermissionState
import com.google.android.gms.auth.api.phone.SmsCodeRetriever
import com.google.android.gms.common.api.ResolvableApiException
import dk.kodebro.app.Words
import dk.kodebro.app.message.isAutofillService
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
    if (isAutofillService(context)) {
        Body(words[TextKey.SETTINGS_AUTOFILL_ON])
        CodesWithoutAsking(words)
    } else {
        Body(words[TextKey.SETTINGS_AUTOFILL_BODY])
        OtherButton(words[TextKey.SETTINGS_AUTOFILL_CHOOSE]) {
            val request =
                Intent(
                    Settings.ACTION_REQUEST_SET_AUTOFILL_SERVICE,
                    "package:${context.packageName}".toUri(),
                )
            if (!context.tryToStart(request)) {
                tell(Event.ShellFailed(ShellProblem.OPEN_SETTINGS))
            }
        }
    }
}

/** Lets the person allow, once, that Play services hands over codes without asking each time. */
@Composable
private fun CodesWithoutAsking(words: Words) {
    val context = LocalContext.current
    val client = remember { SmsCodeRetriever.getAutofillClient(context) }
    var isMissing by remember { mutableStateOf(false) }
    LaunchedEffect(client) {
        client.checkPermissionState().addOnSuccessListener { isMissing = it == PermissionState.NONE }
    }
    val launcher = rememberLauncherForActivityResult(StartIntentSenderForResult()) {
        isMissing = it.resultCode != Activity.RESULT_OK
    }
    if (isMissing) {
        OtherButton(words[TextKey.SETTINGS_AUTOFILL_ALLOW]) {
            client.startSmsCodeRetriever().addOnFailureListener {
                val resolution = (it as? ResolvableApiException)?.resolution ?: return@addOnFailureListener
                launcher.launch(IntentSenderRequest.Builder(resolution).build())
            }
        }
    }
}

/** The question before everything is deleted; the safe answer comes first. */
@Composable
fun DeletionScreen(words: Words, tell: (Event) -> Unit) {
    Page(words[TextKey.DELETE_TITLE]) {
        Body(words[TextKey.DELETE_BODY])
        MainButton(words[TextKey.BUTTON_BACK]) { tell(Event.BackPressed) }
        OtherButton(words[TextKey.DELETE_CONFIRM]) { tell(Event.DeletionConfirmed) }
    }
}
