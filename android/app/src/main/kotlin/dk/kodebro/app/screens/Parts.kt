package dk.kodebro.app.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Button
import androidx.compose.material3.Card
import androidx.compose.material3.CardDefaults
import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.DisposableEffect
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.platform.LocalView
import androidx.compose.ui.res.painterResource
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.paneTitle
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.TextUnit
import androidx.compose.ui.unit.dp
import androidx.compose.ui.unit.sp
import dk.kodebro.app.Words
import dk.kodebro.core.Event
import dk.kodebro.core.TextKey

/**
 * A page that scrolls where the text is larger than the screen, and stays readable on a wide one. Its
 * title is what a screen reader tells when the page comes. What stands below is always in reach.
 */
@Composable
fun Page(
    title: String,
    above: @Composable ColumnScope.() -> Unit = {},
    below: (@Composable () -> Unit)? = null,
    content: @Composable ColumnScope.() -> Unit,
) {
    Column(
        Modifier.fillMaxSize().semantics { paneTitle = title },
        horizontalAlignment = Alignment.CenterHorizontally,
    ) {
        Column(
            Modifier.weight(1f)
                .fillMaxWidth()
                .verticalScroll(rememberScrollState())
                .padding(horizontal = 24.dp),
            horizontalAlignment = Alignment.CenterHorizontally,
        ) {
            Column(
                Modifier.widthIn(max = 560.dp).fillMaxWidth().padding(bottom = 24.dp),
                verticalArrangement = Arrangement.spacedBy(16.dp),
            ) {
                above()
                Text(
                    title,
                    style = MaterialTheme.typography.headlineMedium,
                    modifier = Modifier.semantics { heading() },
                )
                content()
            }
        }
        if (below != null) {
            HorizontalDivider()
            Box(Modifier.widthIn(max = 608.dp).padding(horizontal = 24.dp, vertical = 12.dp)) { below() }
        }
    }
}

/** Where one is, above a title. */
@Composable
fun Above(words: String) {
    Text(
        words,
        style = MaterialTheme.typography.titleSmall,
        color = MaterialTheme.colorScheme.onSurfaceVariant,
    )
}

/** A sign beside words, and as large as they are; it needs words of its own where they say less. */
@Composable
fun Sign(icon: Int, side: TextUnit, modifier: Modifier = Modifier, words: String? = null) {
    val size = with(LocalDensity.current) { side.toDp() }
    Icon(painterResource(icon), contentDescription = words, modifier = modifier.size(size))
}

/** A short line with a sign before it, where there is one. */
@Composable
fun SignedLine(sign: Int?, words: @Composable () -> Unit) {
    Row(
        horizontalArrangement = Arrangement.spacedBy(8.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        if (sign != null) Sign(sign, 18.sp)
        words()
    }
}

/** The title of a part of a page. */
@Composable
fun Section(title: String) {
    Text(
        title,
        style = MaterialTheme.typography.titleLarge,
        modifier = Modifier.semantics { heading() },
    )
}

/** A piece of running text. */
@Composable
fun Body(words: String, modifier: Modifier = Modifier) {
    Text(words, modifier, style = MaterialTheme.typography.bodyLarge)
}

/** What the person most likely wants. */
@Composable
fun MainButton(words: String, onClick: () -> Unit) {
    Button(
        onClick,
        Modifier.fillMaxWidth().heightIn(min = 64.dp),
        contentPadding = PaddingValues(horizontal = 24.dp, vertical = 16.dp),
    ) {
        Text(words, style = MaterialTheme.typography.titleLarge, textAlign = TextAlign.Center)
    }
}

/** Another thing that helps. */
@Composable
fun OtherButton(words: String, onClick: () -> Unit) {
    OutlinedButton(
        onClick,
        Modifier.fillMaxWidth().heightIn(min = 56.dp),
        contentPadding = PaddingValues(horizontal = 24.dp, vertical = 12.dp),
    ) {
        ButtonWords(words)
    }
}

/** The words on a button. */
@Composable
fun ButtonWords(words: String) {
    Text(words, style = MaterialTheme.typography.titleMedium, textAlign = TextAlign.Center)
}

/** A thing that is seldom wanted, and a way out. */
@Composable
fun QuietButton(words: String, onClick: () -> Unit) {
    TextButton(onClick, Modifier.fillMaxWidth().heightIn(min = 48.dp)) { ButtonWords(words) }
}

/** The two ways to support: the number with its words, and the page with the opening hours. */
@Composable
fun Support(call: String, words: Words, tell: (Event) -> Unit) {
    OtherButton(call) { tell(Event.SupportCallPressed) }
    QuietButton(words[TextKey.SUPPORT_HOURS]) { tell(Event.SupportPagePressed) }
}

/** Something to tell on top of the screen; a screen reader reads it when it comes. */
@Composable
fun Notice(words: String) {
    Surface(
        color = MaterialTheme.colorScheme.secondaryContainer,
        shape = MaterialTheme.shapes.medium,
        modifier = Modifier.fillMaxWidth().padding(horizontal = 16.dp, vertical = 8.dp),
    ) {
        Text(
            words,
            Modifier.padding(16.dp).semantics { liveRegion = LiveRegionMode.Assertive },
            style = MaterialTheme.typography.bodyLarge,
        )
    }
}

/** One of several things, set apart from the others. */
@Composable
fun Item(title: String, words: String? = null, urgent: Boolean = false) {
    val colors =
        if (urgent)
            CardDefaults.cardColors(
                containerColor = MaterialTheme.colorScheme.errorContainer,
                contentColor = MaterialTheme.colorScheme.onErrorContainer,
            )
        else CardDefaults.cardColors()
    Card(Modifier.fillMaxWidth(), colors = colors) {
        Column(
            Modifier.padding(16.dp).semantics(mergeDescendants = true) {},
            verticalArrangement = Arrangement.spacedBy(4.dp),
        ) {
            Text(title, style = MaterialTheme.typography.titleMedium)
            if (words != null) Body(words)
        }
    }
}

/** Keeps the device awake while this is seen: a code that is read off must not go dark. */
@Composable
fun StayAwake() {
    val view = LocalView.current
    DisposableEffect(view) {
        view.keepScreenOn = true
        onDispose { view.keepScreenOn = false }
    }
}

/** A code to choose, read out one character at a time. */
@Composable
fun Candidate(code: String, onClick: () -> Unit) {
    OutlinedButton(
        onClick,
        Modifier.fillMaxWidth().heightIn(min = 72.dp).semantics {
            contentDescription = code.toList().joinToString(" ")
        },
    ) {
        Text(
            code,
            Modifier.clearAndSetSemantics {},
            style = MaterialTheme.typography.headlineLarge,
            fontFamily = FontFamily.Monospace,
        )
    }
}
