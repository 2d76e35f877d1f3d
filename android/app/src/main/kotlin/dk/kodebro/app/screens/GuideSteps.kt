package dk.kodebro.app.screens

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.relocation.BringIntoViewRequester
import androidx.compose.foundation.relocation.bringIntoViewRequester
import androidx.compose.material3.Card
import androidx.compose.material3.CardDefaults
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import dk.kodebro.app.R
import dk.kodebro.app.Words
import dk.kodebro.core.Event
import dk.kodebro.core.GuideEvent
import dk.kodebro.core.GuidePage
import dk.kodebro.core.GuideView
import dk.kodebro.core.Reached
import dk.kodebro.core.StepRow
import dk.kodebro.core.TextKey

/** All steps; one may go to any of them, or begin anew. */
@Composable
fun StepsPage(
    page: GuidePage.Steps,
    guide: GuideView,
    words: Words,
    tell: (Event) -> Unit,
) {
    Page(page.title) {
        Moment(guide, words)
        page.steps.forEachIndexed { place, row ->
            StepCard(row, words) {
                tell(Event.Guide(GuideEvent.StepChosen(place.toUInt())))
            }
        }
        OtherButton(words[TextKey.GUIDE_RESTART]) { tell(Event.Guide(GuideEvent.RestartPressed)) }
        QuietButton(words[TextKey.BUTTON_HOME]) { tell(Event.HomePressed) }
    }
}

@Composable
private fun StepCard(row: StepRow, words: Words, onClick: () -> Unit) {
    val isHere = row.reached == Reached.HERE
    val colors = MaterialTheme.colorScheme
    val inView = remember { BringIntoViewRequester() }
    if (isHere) LaunchedEffect(inView) { inView.bringIntoView() }
    Card(
        onClick,
        Modifier.fillMaxWidth().bringIntoViewRequester(inView).semantics { role = Role.Button },
        colors =
            if (isHere)
                CardDefaults.cardColors(
                    containerColor = colors.primaryContainer,
                    contentColor = colors.onPrimaryContainer,
                )
            else CardDefaults.cardColors(),
        border = if (isHere) BorderStroke(2.dp, colors.primary) else null,
    ) {
        Column(Modifier.padding(16.dp), verticalArrangement = Arrangement.spacedBy(4.dp)) {
            SignedLine(signOf(row.reached)) {
                Text(said(row, words), style = MaterialTheme.typography.labelLarge)
            }
            Text(row.title, style = MaterialTheme.typography.titleMedium)
            SignedLine(iconOf(row.device)) {
                Text(words[nameOf(row.device)], style = MaterialTheme.typography.bodyMedium)
            }
        }
    }
}

/** What lies ahead has no sign. */
private fun signOf(reached: Reached): Int? =
    when (reached) {
        Reached.DONE -> R.drawable.ic_done
        Reached.HERE -> R.drawable.ic_here
        Reached.AHEAD -> null
    }

/** Which step, and how far the person is. */
private fun said(row: StepRow, words: Words): String =
    when (row.reached) {
        Reached.DONE -> "${row.number} · ${words[TextKey.GUIDE_DONE_BEFORE]}"
        Reached.HERE -> "${row.number} · ${words[TextKey.GUIDE_HERE]}"
        Reached.AHEAD -> row.number
    }
