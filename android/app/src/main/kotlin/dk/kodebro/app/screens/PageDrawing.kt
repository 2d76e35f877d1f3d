package dk.kodebro.app.screens

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.Canvas
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.graphics.Path
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.res.painterResource
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.style.TextDecoration
import androidx.compose.ui.unit.dp
import dk.kodebro.app.R
import dk.kodebro.core.DrawnView
import dk.kodebro.core.Part

/** The corners of what stands on a page: unlike those of our own buttons, which can be pressed. */
private val corners = RoundedCornerShape(2.dp)

/** The place of the arrow before a part. */
private val margin = 28.dp

/**
 * What the person has before them: a page in a browser, or a message; [says] tells which. It is a
 * picture and no page: nothing in it can be pressed, and a screen reader reads it as one thing.
 */
@Composable
fun PageDrawing(says: String, parts: List<DrawnView>) {
    val isMessage = parts.all { it.part == Part.MESSAGE }
    val spoken = (listOf(says) + parts.map { it.spoken }).joinToString("\n")
    Column(
        Modifier.fillMaxWidth().clearAndSetSemantics { contentDescription = spoken },
        verticalArrangement = Arrangement.spacedBy(8.dp),
    ) {
        Text(
            says,
            style = MaterialTheme.typography.bodyMedium,
            color = MaterialTheme.colorScheme.onSurfaceVariant,
        )
        if (isMessage) parts.forEach { Bubble(it.words) } else Browser(parts)
    }
}

@Composable
private fun Browser(parts: List<DrawnView>) {
    val (address, page) = parts.partition { it.part == Part.ADDRESS }
    val colors = MaterialTheme.colorScheme
    Surface(
        Modifier.fillMaxWidth(),
        shape = MaterialTheme.shapes.medium,
        color = colors.surfaceContainerLowest,
        border = BorderStroke(1.dp, colors.outline),
    ) {
        Column {
            Surface(Modifier.fillMaxWidth(), color = colors.surfaceContainerHigh) {
                Column(
                    Modifier.padding(horizontal = 12.dp, vertical = 8.dp),
                    verticalArrangement = Arrangement.spacedBy(8.dp),
                ) {
                    Dots()
                    address.forEach { Drawn(it) }
                }
            }
            Column(
                Modifier.padding(start = 12.dp, end = 12.dp, top = 16.dp, bottom = 16.dp),
                verticalArrangement = Arrangement.spacedBy(12.dp),
            ) {
                page.forEach { Drawn(it) }
            }
        }
    }
}

/** By these one knows a window. */
@Composable
private fun Dots() {
    Row(horizontalArrangement = Arrangement.spacedBy(6.dp)) {
        repeat(3) {
            Surface(Modifier.size(8.dp), shape = CircleShape, color = MaterialTheme.colorScheme.outline) {}
        }
    }
}

/** A part; where one does something, there is an arrow before it and a frame round it. */
@Composable
private fun Drawn(drawn: DrawnView) {
    val color = MaterialTheme.colorScheme.primary
    Row(verticalAlignment = Alignment.CenterVertically) {
        Box(Modifier.width(margin)) {
            if (drawn.here) Icon(painterResource(R.drawable.ic_here), contentDescription = null, tint = color)
        }
        val frame =
            if (drawn.here) Modifier.border(3.dp, color, RoundedCornerShape(8.dp)).padding(7.dp)
            else Modifier
        Box(frame.weight(1f, fill = false)) { PartOfPage(drawn) }
    }
}

@Composable
private fun PartOfPage(drawn: DrawnView) {
    val type = MaterialTheme.typography
    when (drawn.part) {
        Part.ADDRESS -> Address(drawn.words)
        Part.HEADING -> Text(drawn.words, style = type.titleLarge, fontWeight = FontWeight.SemiBold)
        Part.TEXT -> Text(drawn.words, style = type.bodyMedium)
        Part.FIELD -> Field(drawn)
        Part.BUTTON -> Button(drawn.words)
        Part.LINK ->
            Text(
                drawn.words,
                style = type.bodyMedium,
                color = MaterialTheme.colorScheme.primary,
                textDecoration = TextDecoration.Underline,
            )
        Part.OPTION -> Choice(drawn.words)
        Part.PICTURE -> Characters()
        Part.MESSAGE -> Bubble(drawn.words)
    }
}

@Composable
private fun Address(words: String) {
    Surface(
        Modifier.fillMaxWidth(),
        shape = RoundedCornerShape(50),
        color = MaterialTheme.colorScheme.surfaceContainerLowest,
    ) {
        Text(
            words,
            Modifier.padding(horizontal = 16.dp, vertical = 6.dp),
            style = MaterialTheme.typography.bodyMedium,
        )
    }
}

/** An empty field has its name in it, a filled one above what stands there. */
@Composable
private fun Field(drawn: DrawnView) {
    val colors = MaterialTheme.colorScheme
    Column(
        Modifier.fillMaxWidth()
            .border(1.dp, colors.outline, corners)
            .padding(horizontal = 12.dp, vertical = 8.dp)
    ) {
        val filled = drawn.filled
        if (filled == null) {
            Text(drawn.words, style = MaterialTheme.typography.bodyMedium, color = colors.onSurfaceVariant)
        } else {
            Text(drawn.words, style = MaterialTheme.typography.bodySmall, color = colors.onSurfaceVariant)
            Text(filled, style = MaterialTheme.typography.bodyLarge)
        }
    }
}

@Composable
private fun Button(words: String) {
    Surface(shape = corners, color = MaterialTheme.colorScheme.surfaceVariant) {
        Text(
            words,
            Modifier.padding(horizontal = 20.dp, vertical = 8.dp),
            style = MaterialTheme.typography.labelLarge,
        )
    }
}

@Composable
private fun Choice(words: String) {
    val color = MaterialTheme.colorScheme.outline
    Row(
        Modifier.fillMaxWidth()
            .border(1.dp, color, corners)
            .heightIn(min = 40.dp)
            .padding(horizontal = 12.dp, vertical = 8.dp),
        horizontalArrangement = Arrangement.spacedBy(12.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        Box(Modifier.size(16.dp).border(2.dp, color, CircleShape))
        Text(words, style = MaterialTheme.typography.bodyMedium)
    }
}

/** Characters that are hard to read: here only that there are some. */
@Composable
private fun Characters() {
    val color = MaterialTheme.colorScheme.onSurfaceVariant
    Canvas(Modifier.width(160.dp).height(56.dp).border(1.dp, color, corners).padding(8.dp)) {
        val wave = Path()
        val step = size.width / 6
        wave.moveTo(0f, size.height / 2)
        repeat(6) { place ->
            val bend = if (place % 2 == 0) 0f else size.height
            wave.quadraticTo(step * (place + 0.5f), bend, step * (place + 1), size.height / 2)
        }
        drawPath(wave, color, style = Stroke(3.dp.toPx()))
        drawLine(color, Offset(0f, size.height), Offset(size.width, 0f), 1.5.dp.toPx())
    }
}

/** A message, as a phone shows it. */
@Composable
private fun Bubble(words: String) {
    Surface(
        shape = RoundedCornerShape(20.dp, 20.dp, 20.dp, 4.dp),
        color = MaterialTheme.colorScheme.surfaceContainerHighest,
    ) {
        Text(words, Modifier.padding(16.dp), style = MaterialTheme.typography.bodyLarge)
    }
}
