package dk.kodebro.app.screens

import android.content.res.Resources
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.text.selection.SelectionContainer
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.text.AnnotatedString
import androidx.compose.ui.text.SpanStyle
import androidx.compose.ui.text.intl.LocaleList
import androidx.compose.ui.unit.dp
import dk.kodebro.app.R
import dk.kodebro.app.Words
import dk.kodebro.core.TextKey

/** Under what a library may be used: the name of the licence, and its text. */
class Licence(val library: String, val name: String, val text: String)

/** Those of all libraries in the app, by their names; release/licence_texts.py says how they are kept. */
fun readLicences(resources: Resources): List<Licence> {
    val pages = resources.openRawResource(R.raw.licences).bufferedReader().use { it.readText() }
    return pages
        .split('\u000C')
        .flatMap { page ->
            val (libraries, text) = page.trimEnd().split("\n\n", limit = 2)
            libraries.lines().map {
                val (library, name) = it.split(" – ", limit = 2)
                Licence(library, name, text)
            }
        }
        .sortedBy { it.library.lowercase() }
}

/** Whatever language the app speaks, a licence is in its own. */
private val english = SpanStyle(localeList = LocaleList("en"))

/** The licence of a library, to read and to copy from; a screen reader goes from paragraph to paragraph. */
@Composable
fun LicenceScreen(licence: Licence, words: Words) {
    Page(licence.library, above = { Above(words[TextKey.ABOUT_LICENCES]) }) {
        Body(licence.name)
        SelectionContainer {
            Column(verticalArrangement = Arrangement.spacedBy(12.dp)) {
                for (paragraph in licence.text.split("\n\n")) {
                    Text(AnnotatedString(paragraph, english), style = MaterialTheme.typography.bodyMedium)
                }
            }
        }
    }
}
