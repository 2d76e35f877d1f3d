package dk.kodebro.app.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.unit.dp
import androidx.compose.ui.unit.sp
import dk.kodebro.app.R
import dk.kodebro.app.Words
import dk.kodebro.core.Device
import dk.kodebro.core.Event
import dk.kodebro.core.GuideEvent
import dk.kodebro.core.GuideView
import dk.kodebro.core.StepView
import dk.kodebro.core.TextKey

/** A step: where it happens, what one does, what the page looks like; the way on is always in reach. */
@Composable
fun StepPage(
    step: StepView,
    guide: GuideView,
    willNotify: Boolean,
    words: Words,
    tell: (Event) -> Unit,
    paste: () -> Unit,
) {
    // The person looks at the computer and back again.
    StayAwake()
    val press = { event: GuideEvent -> tell(Event.Guide(event)) }
    Page(
        step.title,
        above = { Progress(step, words) },
        below = { MainButton(words[TextKey.GUIDE_NEXT]) { press(GuideEvent.NextPressed) } },
    ) {
        step.perhaps?.let { Item(it) }
        Text(step.instruction, style = MaterialTheme.typography.titleMedium)
        Moment(guide, words)
        if (step.canWait) OtherButton(words[TextKey.HOME_WAIT]) { tell(Event.WaitRequested) }
        Body(step.see)
        if (step.drawing.isNotEmpty()) PageDrawing(step.drawingSays, step.drawing)
        if (step.takesMessage) OtherButton(words[TextKey.HOME_PASTE], paste)
        step.link?.let { link -> OtherButton(link) { press(GuideEvent.LinkPressed) } }
        OtherButton(words[TextKey.GUIDE_STUCK]) { press(GuideEvent.StuckPressed) }
        if (guide.waiting != null) {
            if (step.takesMessage) {
                if (willNotify) NotificationButton(words)
                QuietButton(words[TextKey.CODE_RESEND]) { tell(Event.ResendPressed) }
            }
            QuietButton(words[TextKey.BUTTON_CANCEL]) { tell(Event.WaitCancelled) }
        }
        QuietButton(words[TextKey.GUIDE_STEPS]) { press(GuideEvent.StepsOpened) }
        QuietButton(words[TextKey.BUTTON_BACK]) { tell(Event.BackPressed) }
        QuietButton(words[TextKey.BUTTON_HOME]) { tell(Event.HomePressed) }
    }
}

/** How far one is, as a bar and in words, and where the step happens. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
private fun Progress(step: StepView, words: Words) {
    LinearProgressIndicator(
        progress = { (step.place + 1u).toFloat() / step.count.toFloat() },
        // The words below say the same.
        modifier = Modifier.fillMaxWidth().clearAndSetSemantics {},
    )
    FlowRow(
        Modifier.fillMaxWidth(),
        horizontalArrangement = Arrangement.SpaceBetween,
        verticalArrangement = Arrangement.spacedBy(8.dp),
        itemVerticalAlignment = Alignment.CenterVertically,
    ) {
        Above(step.number)
        DeviceMark(step.device, words)
    }
}

/** Where the step happens, as a sign and in words. */
@Composable
private fun DeviceMark(device: Device, words: Words) {
    val isPhone = device == Device.PHONE
    val colors = MaterialTheme.colorScheme
    Surface(
        color = if (isPhone) colors.tertiaryContainer else colors.primaryContainer,
        contentColor = if (isPhone) colors.onTertiaryContainer else colors.onPrimaryContainer,
        shape = MaterialTheme.shapes.small,
    ) {
        Row(
            Modifier.padding(horizontal = 12.dp, vertical = 8.dp),
            horizontalArrangement = Arrangement.spacedBy(8.dp),
            verticalAlignment = Alignment.CenterVertically,
        ) {
            Sign(iconOf(device), 20.sp)
            Text(words[nameOf(device)], style = MaterialTheme.typography.titleSmall)
        }
    }
}

/** The sign of a device. */
fun iconOf(device: Device): Int =
    when (device) {
        Device.COMPUTER -> R.drawable.ic_computer
        Device.PHONE -> R.drawable.ic_phone
    }

/** That something happens on a device. */
fun nameOf(device: Device): TextKey =
    when (device) {
        Device.COMPUTER -> TextKey.GUIDE_ON_COMPUTER
        Device.PHONE -> TextKey.GUIDE_ON_PHONE
    }
