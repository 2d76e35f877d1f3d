package dk.kodebro.app.screens

import android.Manifest
import android.content.pm.PackageManager
import android.os.Build
import androidx.activity.compose.rememberLauncherForActivityResult
import androidx.activity.result.contract.ActivityResultContracts.RequestPermission
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.semantics.clearAndSetSemantics
import dk.kodebro.app.Words
import dk.kodebro.core.Event
import dk.kodebro.core.Page as PageName
import dk.kodebro.core.Screen
import dk.kodebro.core.TextKey

/** Waiting: what happens next, how long it may take, and what to do where nothing comes. */
@Composable
fun WaitingScreen(
    screen: Screen.Waiting,
    willNotify: Boolean,
    words: Words,
    tell: (Event) -> Unit,
    paste: () -> Unit,
) {
    StayAwake()
    Page(words[TextKey.WAITING_TITLE]) {
        Text(screen.next, style = MaterialTheme.typography.titleLarge)
        LinearProgressIndicator(
            progress = { screen.secondsLeft.toFloat() / screen.secondsTotal.toFloat() },
            // The words below say the same.
            modifier = Modifier.fillMaxWidth().clearAndSetSemantics {},
        )
        Body(screen.left)
        screen.advice.forEach { Item(it) }
        if (willNotify) {
            OtherButton(words[TextKey.HOME_PASTE], paste)
            NotificationButton(words)
        } else {
            MainButton(words[TextKey.HOME_PASTE], paste)
        }
        QuietButton(words[TextKey.CODE_RESEND]) { tell(Event.ResendPressed) }
        QuietButton(words[TextKey.HELP_NOTHING]) {
            tell(Event.PageOpened(PageName.WHY_NO_MESSAGE))
        }
        QuietButton(words[TextKey.BUTTON_CANCEL]) { tell(Event.WaitCancelled) }
    }
}

/** Offers to tell outside the app, where Android has to be asked for that (since 13). */
@Composable
fun NotificationButton(words: Words) {
    if (Build.VERSION.SDK_INT < Build.VERSION_CODES.TIRAMISU) return
    val context = LocalContext.current
    val permission = Manifest.permission.POST_NOTIFICATIONS
    var isAllowed by remember {
        mutableStateOf(
            context.checkSelfPermission(permission) == PackageManager.PERMISSION_GRANTED
        )
    }
    var isAnswered by remember { mutableStateOf(false) }
    val launcher =
        rememberLauncherForActivityResult(RequestPermission()) {
            isAllowed = it
            isAnswered = true
        }
    if (!isAllowed && !isAnswered) {
        QuietButton(words[TextKey.WAITING_NOTIFY]) { launcher.launch(permission) }
    }
}
