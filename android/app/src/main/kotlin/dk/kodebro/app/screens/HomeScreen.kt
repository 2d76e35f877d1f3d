package dk.kodebro.app.screens

import androidx.compose.runtime.Composable
import dk.kodebro.app.Words
import dk.kodebro.core.Event
import dk.kodebro.core.GuideEvent
import dk.kodebro.core.Page as PageName
import dk.kodebro.core.TextKey

/** The front page: one tap starts waiting, another leads through all of it. */
@Composable
fun HomeScreen(wayToGuide: String, words: Words, tell: (Event) -> Unit, paste: () -> Unit) {
    Page(words[TextKey.HOME_TITLE]) {
        Body(words[TextKey.HOME_INTRO])
        MainButton(words[TextKey.HOME_WAIT]) { tell(Event.WaitRequested) }
        OtherButton(wayToGuide) { tell(Event.Guide(GuideEvent.Opened)) }
        OtherButton(words[TextKey.HOME_PASTE], paste)
        QuietButton(words[TextKey.HOME_HELP]) { tell(Event.PageOpened(PageName.HELP)) }
        QuietButton(words[TextKey.HOME_SETTINGS]) { tell(Event.PageOpened(PageName.SETTINGS)) }
        QuietButton(words[TextKey.HOME_ABOUT]) { tell(Event.PageOpened(PageName.ABOUT)) }
    }
}

/** What Android is going to ask, told before it asks the first time. */
@Composable
fun ConsentScreen(words: Words, tell: (Event) -> Unit) {
    Page(words[TextKey.CONSENT_TITLE]) {
        Body(words[TextKey.CONSENT_BODY])
        Body(words[TextKey.CONSENT_PRIVACY])
        MainButton(words[TextKey.BUTTON_CONTINUE]) { tell(Event.ConsentExplained) }
        QuietButton(words[TextKey.BUTTON_BACK]) { tell(Event.BackPressed) }
    }
}
