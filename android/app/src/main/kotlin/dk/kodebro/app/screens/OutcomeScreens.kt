package dk.kodebro.app.screens

import androidx.compose.runtime.Composable
import dk.kodebro.app.Words
import dk.kodebro.core.Event
import dk.kodebro.core.Screen
import dk.kodebro.core.TextKey

/** The code ran out. */
@Composable
fun ExpiredScreen(words: Words, tell: (Event) -> Unit, paste: () -> Unit) {
    Page(words[TextKey.EXPIRED_TITLE]) {
        Body(words[TextKey.EXPIRED_BODY])
        MainButton(words[TextKey.CODE_RESEND]) { tell(Event.ResendPressed) }
        OtherButton(words[TextKey.SILENCE_AGAIN]) { tell(Event.WaitRequested) }
        QuietButton(words[TextKey.HOME_PASTE], paste)
        QuietButton(words[TextKey.BUTTON_HOME]) { tell(Event.HomePressed) }
    }
}

/** The code was used. */
@Composable
fun UsedScreen(words: Words, tell: (Event) -> Unit) {
    Page(words[TextKey.USED_TITLE]) {
        Body(words[TextKey.USED_BODY])
        MainButton(words[TextKey.BUTTON_HOME]) { tell(Event.HomePressed) }
    }
}

/** Somebody else may have asked for the code: what to do, in order. */
@Composable
fun WarningScreen(
    screen: Screen.Warning,
    callSupport: String,
    words: Words,
    tell: (Event) -> Unit,
) {
    Page(words[TextKey.WARNING_TITLE]) {
        screen.steps.forEachIndexed { index, step -> Item("${index + 1}. $step", urgent = true) }
        MainButton(callSupport) { tell(Event.SupportCallPressed) }
        OtherButton(words[TextKey.SUPPORT_HOURS]) { tell(Event.SupportPagePressed) }
        QuietButton(words[TextKey.BUTTON_HOME]) { tell(Event.HomePressed) }
    }
}

/** No message came: the causes with their remedies, the likeliest first. */
@Composable
fun SilenceScreen(
    screen: Screen.WhyNoMessage,
    callSupport: String,
    words: Words,
    tell: (Event) -> Unit,
    paste: () -> Unit,
) {
    Page(words[if (screen.afterWait) TextKey.SILENCE_TITLE else TextKey.HELP_NOTHING]) {
        if (screen.afterWait) {
            MainButton(words[TextKey.SILENCE_AGAIN]) { tell(Event.WaitRequested) }
            OtherButton(words[TextKey.HOME_PASTE], paste)
        }
        Body(words[TextKey.SILENCE_INTRO])
        screen.causes.forEach { Item(it.cause, it.remedy) }
        Support(callSupport, words, tell)
    }
}
