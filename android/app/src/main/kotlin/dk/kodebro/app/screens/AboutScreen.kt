package dk.kodebro.app.screens

import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.ui.platform.LocalContext
import dk.kodebro.app.R
import dk.kodebro.app.Words
import dk.kodebro.core.TextKey

/** What the app is and is not, its version, and what it is built on. */
@Composable
fun AboutScreen(words: Words) {
    val context = LocalContext.current
    val version = remember {
        context.packageManager.getPackageInfo(context.packageName, 0).versionName.orEmpty()
    }
    val licences = remember {
        context.resources.openRawResource(R.raw.licences).bufferedReader().use { it.readText().trim() }
    }
    Page(words[TextKey.ABOUT_TITLE]) {
        Body(words[TextKey.ABOUT_BODY])
        Body(words[TextKey.ABOUT_PRIVACY])
        Body(words.with(TextKey.ABOUT_VERSION, "version", version))
        Item(words[TextKey.ABOUT_LICENCES], words[TextKey.ABOUT_LICENCES_BODY])
        Text(licences, style = MaterialTheme.typography.bodySmall)
    }
}
