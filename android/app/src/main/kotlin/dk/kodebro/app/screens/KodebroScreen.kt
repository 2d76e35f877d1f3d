package dk.kodebro.app.screens

import androidx.activity.compose.BackHandler
import androidx.activity.compose.LocalOnBackPressedDispatcherOwner
import androidx.compose.animation.AnimatedVisibility
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.WindowInsets
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.safeDrawing
import androidx.compose.material3.ExperimentalMaterial3Api
import androidx.compose.material3.Icon
import androidx.compose.material3.IconButton
import androidx.compose.material3.Scaffold
import androidx.compose.material3.Text
import androidx.compose.material3.TopAppBar
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.painterResource
import dk.kodebro.app.Phone
import dk.kodebro.app.R
import dk.kodebro.core.Event
import dk.kodebro.core.Screen
import dk.kodebro.core.TextKey
import dk.kodebro.core.View

/** The whole app: the screen of the moment, a way back, and what is to be told. */
@Composable
fun KodebroScreen(phone: Phone) {
    KodebroTheme {
        val view = phone.view
        BackHandler(enabled = view.canGoBack) { phone.tell(Event.BackPressed) }
        Scaffold(
            topBar = { BackBar(view.canGoBack, phone) },
            contentWindowInsets = WindowInsets.safeDrawing,
        ) { insets ->
            Column(Modifier.padding(insets).fillMaxSize()) {
                AnimatedVisibility(view.notice != null) { Notice(view.notice.orEmpty()) }
                Box(Modifier.weight(1f)) { ScreenOfTheMoment(view, phone) }
            }
        }
    }
}

/** What it does is what Android's own way back does: a screen may have a page of its own to leave. */
@OptIn(ExperimentalMaterial3Api::class)
@Composable
private fun BackBar(canGoBack: Boolean, phone: Phone) {
    val back = LocalOnBackPressedDispatcherOwner.current?.onBackPressedDispatcher
    TopAppBar(
        title = {
            // On the front page its own heading says where one is.
            if (canGoBack) Text(phone.words[TextKey.PLATFORM_APP_NAME])
        },
        navigationIcon = {
            if (canGoBack) {
                IconButton(onClick = { back?.onBackPressed() }) {
                    Icon(
                        painterResource(R.drawable.ic_back),
                        contentDescription = phone.words[TextKey.BUTTON_BACK],
                    )
                }
            }
        },
    )
}

@Composable
private fun ScreenOfTheMoment(view: View, phone: Phone) {
    val words = phone.words
    val tell = phone::tell
    val callSupport = view.callSupport
    when (val screen = view.screen) {
        Screen.Home -> HomeScreen(view.wayToGuide, words, tell, phone::paste)
        Screen.ConsentExplained -> ConsentScreen(words, tell)
        is Screen.Waiting -> WaitingScreen(screen, view.willNotify, words, tell, phone::paste)
        is Screen.Code -> CodeScreen(screen.code, words, tell)
        is Screen.Choose -> ChooseScreen(screen, words, tell)
        Screen.Expired -> ExpiredScreen(words, tell, phone::paste)
        Screen.Used -> UsedScreen(words, tell)
        is Screen.Warning -> WarningScreen(screen, callSupport, words, tell)
        is Screen.WhyNoMessage -> SilenceScreen(screen, callSupport, words, tell, phone::paste)
        is Screen.Guide ->
            GuideScreen(screen.guide, view.willNotify, callSupport, words, tell, phone::paste)
        Screen.Help -> HelpScreen(callSupport, words, tell)
        Screen.Settings -> SettingsScreen(view.language, words, tell)
        Screen.About -> AboutScreen(words)
        Screen.ConfirmDeletion -> DeletionScreen(words, tell)
    }
}
