package dk.kodebro.app.screens

import androidx.activity.compose.BackHandler
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.saveable.rememberSaveableStateHolder
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.platform.LocalResources
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.unit.dp
import dk.kodebro.app.Words
import dk.kodebro.core.TextKey

/** What the app is and is not, and its version; what it is built on for those who ask. */
@Composable
fun AboutScreen(words: Words) {
    val resources = LocalResources.current
    val licences by remember { lazy { readLicences(resources) } }
    var isAsked by rememberSaveable { mutableStateOf(false) }
    // The place in the list of the one that is read.
    var read by rememberSaveable { mutableStateOf<Int?>(null) }
    val places = rememberSaveableStateHolder()
    BackHandler(enabled = read != null) { read = null }
    when (val place = read) {
        null ->
            // It scrolls back to where it was left.
            places.SaveableStateProvider("about") {
                About(words) {
                    if (isAsked) Licences(licences, words) { read = it }
                    else OtherButton(words[TextKey.ABOUT_LICENCES]) { isAsked = true }
                }
            }
        else -> LicenceScreen(licences[place], words)
    }
}

@Composable
private fun About(words: Words, licences: @Composable () -> Unit) {
    val context = LocalContext.current
    val version = remember {
        context.packageManager.getPackageInfo(context.packageName, 0).versionName.orEmpty()
    }
    Page(words[TextKey.ABOUT_TITLE]) {
        Body(words[TextKey.ABOUT_BODY])
        Body(words[TextKey.ABOUT_PRIVACY])
        Body(words.with(TextKey.ABOUT_VERSION, "version", version))
        licences()
    }
}

@Composable
private fun Licences(licences: List<Licence>, words: Words, onRead: (Int) -> Unit) {
    Section(words[TextKey.ABOUT_LICENCES])
    Body(words[TextKey.ABOUT_LICENCES_BODY])
    Column {
        licences.forEachIndexed { place, licence ->
            Column(
                Modifier.fillMaxWidth()
                    .clickable(role = Role.Button) { onRead(place) }
                    .heightIn(min = 48.dp)
                    .padding(vertical = 8.dp)
            ) {
                Text(licence.library, style = MaterialTheme.typography.bodyLarge)
                Text(
                    licence.name,
                    style = MaterialTheme.typography.bodyMedium,
                    color = MaterialTheme.colorScheme.onSurfaceVariant,
                )
            }
        }
    }
}
