package dk.kodebro.app.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.text.TextAutoSize
import androidx.compose.material3.CircularProgressIndicator
import androidx.compose.material3.LocalContentColor
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.unit.dp
import androidx.compose.ui.unit.sp
import dk.kodebro.app.Words
import dk.kodebro.core.CodeView
import dk.kodebro.core.Event
import dk.kodebro.core.Screen
import dk.kodebro.core.TextKey

/** Below this many seconds the ring warns by its colour as well. */
private const val SOON = 30u

/** The code, large enough to read off at arm's length, with the time that it is good for. */
@Composable
fun CodeScreen(code: CodeView, words: Words, tell: (Event) -> Unit) {
    StayAwake()
    val title =
        if (code.expected) TextKey.CODE_TITLE else TextKey.CODE_EXPECTED_QUESTION
    Page(words[title]) {
        Digits(code)
        Countdown(code)
        if (code.expected) {
            Body(words[TextKey.CODE_TYPE_IT])
            code.advice.forEach { Item(it) }
            val copy = if (code.copied) TextKey.CODE_COPIED else TextKey.CODE_COPY
            MainButton(words[copy]) { tell(Event.CopyPressed) }
            OtherButton(words[TextKey.CODE_USED]) { tell(Event.CodeUsed) }
            QuietButton(words[TextKey.CODE_SHARE]) { tell(Event.SharePressed) }
            QuietButton(words[TextKey.CODE_RESEND]) { tell(Event.ResendPressed) }
            QuietButton(words[TextKey.CODE_NOT_MINE]) { tell(Event.CodeNotMine) }
        } else {
            code.advice.forEach { Item(it) }
            MainButton(words[TextKey.CODE_EXPECTED]) { tell(Event.CodeExpected) }
            OtherButton(words[TextKey.CODE_NOT_MINE]) { tell(Event.CodeNotMine) }
        }
        QuietButton(words[TextKey.BUTTON_HOME]) { tell(Event.HomePressed) }
    }
}

/** The digits in groups; a group is never torn, and a screen reader reads them one by one. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
private fun Digits(code: CodeView) {
    val spelled = code.spelled.expose()
    Surface(
        color = MaterialTheme.colorScheme.primaryContainer,
        contentColor = MaterialTheme.colorScheme.onPrimaryContainer,
        shape = MaterialTheme.shapes.large,
        modifier = Modifier.fillMaxWidth().clearAndSetSemantics { contentDescription = spelled },
    ) {
        FlowRow(
            Modifier.padding(horizontal = 8.dp, vertical = 24.dp),
            horizontalArrangement = Arrangement.spacedBy(20.dp, Alignment.CenterHorizontally),
        ) {
            code.groups.forEach { group ->
                Text(
                    group.expose(),
                    // A long group becomes smaller rather than torn.
                    autoSize = TextAutoSize.StepBased(20.sp, 60.sp),
                    maxLines = 1,
                    fontFamily = FontFamily.Monospace,
                    fontWeight = FontWeight.Bold,
                    softWrap = false,
                )
            }
        }
    }
}

/** The ring, and the same in words. */
@Composable
private fun Countdown(code: CodeView) {
    val isSoon = code.secondsLeft < SOON
    val color = if (isSoon) MaterialTheme.colorScheme.error else MaterialTheme.colorScheme.primary
    Row(
        horizontalArrangement = Arrangement.spacedBy(16.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        Box(Modifier.clearAndSetSemantics {}) {
            CircularProgressIndicator(
                progress = { code.secondsLeft.toFloat() / code.secondsTotal.toFloat() },
                modifier = Modifier.size(48.dp),
                color = color,
                strokeWidth = 6.dp,
                trackColor = MaterialTheme.colorScheme.surfaceVariant,
            )
        }
        Text(
            code.left,
            style = MaterialTheme.typography.titleMedium,
            color = if (isSoon) color else LocalContentColor.current,
        )
    }
}

/** Several candidates: the person looks at the message and chooses. */
@Composable
fun ChooseScreen(screen: Screen.Choose, words: Words, tell: (Event) -> Unit) {
    StayAwake()
    Page(words[TextKey.CHOOSE_TITLE]) {
        Body(words[TextKey.CHOOSE_BODY])
        Body(screen.left)
        screen.candidates.forEachIndexed { index, candidate ->
            Candidate(candidate.expose()) { tell(Event.CandidateChosen(index.toUInt())) }
        }
        QuietButton(words[TextKey.CHOOSE_NONE]) { tell(Event.NoneOfThese) }
    }
}
