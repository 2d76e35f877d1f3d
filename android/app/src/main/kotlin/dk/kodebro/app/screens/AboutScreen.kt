package dk.kodebro.app.screens

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.platform.LocalResources
import dk.kodebro.app.R
import dk.kodebro.app.Words
import dk.kodebro.core.TextKey

/** What the app is and is not, and its version; what it is built on for those who ask. */
@Composable
fun AboutScreen(words: Words) {
    val context = LocalContext.current
    val version = remember {
        context.packageManager.getPackageInfo(context.packageName, 0).versionName.orEmpty()
    }
    var isAsked by rememberSaveable { mutableStateOf(false) }
    Page(words[TextKey.ABOUT_TITLE]) {
        Body(words[TextKey.ABOUT_BODY])
        Body(words[TextKey.ABOUT_PRIVACY])
        Body(words.with(TextKey.ABOUT_VERSION, "version", version))
        if (isAsked) Licences(words)
        else OtherButton(words[TextKey.ABOUT_LICENCES]) { isAsked = true }
    }
}

@Composable
private fun Licences(words: Words) {
    val resources = LocalResources.current
    val licences = remember {
        resources.openRawResource(R.raw.licences).bufferedReader().use { it.readText().trim() }
    }
    Item(words[TextKey.ABOUT_LICENCES], words[TextKey.ABOUT_LICENCES_BODY])
    Text(licences, style = MaterialTheme.typography.bodySmall)
}
