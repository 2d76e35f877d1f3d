package dk.kodebro.app.screens

import androidx.compose.runtime.Composable
import dk.kodebro.app.Words
import dk.kodebro.core.Event
import dk.kodebro.core.Page as PageName
import dk.kodebro.core.TextKey

/** How to use the app, in four steps, and where to get help. */
@Composable
fun HelpScreen(callSupport: String, words: Words, tell: (Event) -> Unit) {
    Page(words[TextKey.HELP_TITLE]) {
        Item(words[TextKey.HELP_STEP_WAIT])
        Item(words[TextKey.HELP_STEP_SEND])
        Item(words[TextKey.HELP_STEP_ALLOW])
        Item(words[TextKey.HELP_STEP_TYPE])
        OtherButton(words[TextKey.HELP_NOTHING]) {
            tell(Event.PageOpened(PageName.WHY_NO_MESSAGE))
        }
        Support(callSupport, words, tell)
    }
}
