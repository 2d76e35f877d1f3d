package dk.kodebro.app.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.Card
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.key
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.LineBreak
import androidx.compose.ui.unit.dp
import androidx.compose.ui.unit.sp
import dk.kodebro.app.R
import dk.kodebro.app.Words
import dk.kodebro.core.AnswerView
import dk.kodebro.core.Event
import dk.kodebro.core.GuideChoice
import dk.kodebro.core.GuideEvent
import dk.kodebro.core.GuidePage
import dk.kodebro.core.GuideView
import dk.kodebro.core.Page as PageName
import dk.kodebro.core.TextKey

/** The guide: which one, the questions before it, its steps, and what to do where one is stuck. */
@Composable
fun GuideScreen(
    guide: GuideView,
    willNotify: Boolean,
    callSupport: String,
    words: Words,
    tell: (Event) -> Unit,
    paste: () -> Unit,
) {
    // Each page and each step begins at its top, and is told by a screen reader.
    key(placeOf(guide.page)) {
        when (val page = guide.page) {
            is GuidePage.Start -> StartPage(page, guide, words, tell)
            is GuidePage.Question -> QuestionPage(page, guide, words, tell)
            is GuidePage.NotForYou -> NotForYouPage(page, callSupport, words, tell)
            is GuidePage.Step -> StepPage(page.step, guide, willNotify, words, tell, paste)
            is GuidePage.Steps -> StepsPage(page, guide, words, tell)
            is GuidePage.Stuck -> StuckPage(page, guide, callSupport, words, tell)
            is GuidePage.Done -> DonePage(page, words, tell)
        }
    }
}

private fun placeOf(page: GuidePage): Any =
    when (page) {
        is GuidePage.Question -> page.number
        is GuidePage.Step -> page.step.place
        else -> page::class
    }

/** That the phone waits for the code, and what else counts at the moment. */
@Composable
fun Moment(guide: GuideView, words: Words) {
    guide.waiting?.let { waiting ->
        Surface(
            color = MaterialTheme.colorScheme.secondaryContainer,
            shape = MaterialTheme.shapes.medium,
            modifier = Modifier.fillMaxWidth(),
        ) {
            Row(
                Modifier.padding(16.dp),
                horizontalArrangement = Arrangement.spacedBy(12.dp),
                verticalAlignment = Alignment.CenterVertically,
            ) {
                // A screen reader tells once that the wait began, by words that stay the same; the
                // seconds are read by whoever goes there.
                Sign(
                    R.drawable.ic_message,
                    24.sp,
                    Modifier.semantics { liveRegion = LiveRegionMode.Polite },
                    words[TextKey.WAITING_TITLE],
                )
                Text(
                    waiting,
                    // The time stays together where there is room.
                    style = MaterialTheme.typography.bodyLarge.copy(lineBreak = LineBreak.Heading),
                )
            }
        }
    }
    guide.advice.forEach { Item(it) }
}

@Composable
private fun StartPage(
    page: GuidePage.Start,
    guide: GuideView,
    words: Words,
    tell: (Event) -> Unit,
) {
    Page(words[TextKey.GUIDE_TITLE]) {
        Moment(guide, words)
        page.guides.forEach { choice ->
            Choice(choice) { tell(Event.Guide(GuideEvent.Chosen(choice.kind))) }
        }
        QuietButton(words[TextKey.BUTTON_HOME]) { tell(Event.HomePressed) }
    }
}

@Composable
private fun Choice(choice: GuideChoice, onClick: () -> Unit) {
    Card(onClick, Modifier.fillMaxWidth().semantics { role = Role.Button }) {
        Column(Modifier.padding(20.dp), verticalArrangement = Arrangement.spacedBy(4.dp)) {
            Text(choice.title, style = MaterialTheme.typography.titleLarge)
            Body(choice.about)
        }
    }
}

@Composable
private fun QuestionPage(
    page: GuidePage.Question,
    guide: GuideView,
    words: Words,
    tell: (Event) -> Unit,
) {
    Page(page.question, above = { Above(page.number) }) {
        Moment(guide, words)
        Body(page.why)
        page.answers.forEachIndexed { place, answer ->
            Answer(answer, words) { tell(Event.Guide(GuideEvent.Answered(place.toUInt()))) }
        }
        QuietButton(words[TextKey.BUTTON_HOME]) { tell(Event.HomePressed) }
    }
}

/** An answer; the one that was given before says so. */
@Composable
private fun Answer(answer: AnswerView, words: Words, onClick: () -> Unit) {
    OutlinedButton(
        onClick,
        Modifier.fillMaxWidth().heightIn(min = 64.dp),
        // Room for a long word in large text.
        shape = MaterialTheme.shapes.large,
        contentPadding = PaddingValues(horizontal = 16.dp, vertical = 12.dp),
    ) {
        Column(
            horizontalAlignment = Alignment.CenterHorizontally,
            verticalArrangement = Arrangement.spacedBy(4.dp),
        ) {
            ButtonWords(answer.answer)
            if (answer.given) {
                SignedLine(R.drawable.ic_done) {
                    Text(words[TextKey.GUIDE_ANSWERED], style = MaterialTheme.typography.bodyMedium)
                }
            }
        }
    }
}

@Composable
private fun NotForYouPage(
    page: GuidePage.NotForYou,
    callSupport: String,
    words: Words,
    tell: (Event) -> Unit,
) {
    Page(page.title) {
        Body(page.instead)
        page.link?.let { link -> MainButton(link) { tell(Event.Guide(GuideEvent.LinkPressed)) } }
        Support(callSupport, words, tell)
        QuietButton(words[TextKey.GUIDE_RESTART]) { tell(Event.Guide(GuideEvent.RestartPressed)) }
        QuietButton(words[TextKey.BUTTON_BACK]) { tell(Event.BackPressed) }
        QuietButton(words[TextKey.BUTTON_HOME]) { tell(Event.HomePressed) }
    }
}

@Composable
private fun StuckPage(
    page: GuidePage.Stuck,
    guide: GuideView,
    callSupport: String,
    words: Words,
    tell: (Event) -> Unit,
) {
    Page(
        words[TextKey.GUIDE_STUCK_TITLE],
        above = { Above(page.step) },
        below = { MainButton(words[TextKey.GUIDE_STUCK_BACK]) { tell(Event.BackPressed) } },
    ) {
        Moment(guide, words)
        page.problems.forEach { Item(it.problem, it.remedy) }
        if (page.aboutMessage) {
            OtherButton(words[TextKey.HELP_NOTHING]) {
                tell(Event.PageOpened(PageName.WHY_NO_MESSAGE))
            }
        }
        Body(words[TextKey.GUIDE_STUCK_SUPPORT])
        Support(callSupport, words, tell)
        QuietButton(words[TextKey.BUTTON_HOME]) { tell(Event.HomePressed) }
    }
}

@Composable
private fun DonePage(page: GuidePage.Done, words: Words, tell: (Event) -> Unit) {
    Page(page.title, above = { Sign(R.drawable.ic_done, 48.sp) }) {
        Body(page.done)
        MainButton(words[TextKey.BUTTON_HOME]) { tell(Event.HomePressed) }
    }
}
