package dk.kodebro.app

import android.content.ClipData
import android.content.ClipboardManager
import android.content.Intent
import android.net.Uri
import android.os.Bundle
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import dk.kodebro.core.Screen
import dk.kodebro.core.TextKey
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

/** Every way into the app, with what friends and others may send. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [29, 34, 35], application = StagedApplication::class)
class WayInTest {
    @get:Rule val rule = createEmptyComposeRule()
    private lateinit var stage: Stage

    @Before
    fun setTheStage() {
        stage = Stage(rule)
    }

    private fun send(text: CharSequence?) =
        Intent(Intent.ACTION_SEND).setType("text/plain").putExtra(Intent.EXTRA_TEXT, text)

    @Test
    fun aSharedMessageShowsItsCodeAndAsksWhetherItWasAskedFor() {
        stage.open(send(SMS))
        assertEquals("402913", stage.code())
        stage.node(stage.words(TextKey.CODE_EXPECTED_QUESTION)).assertExists()
        stage.press(TextKey.CODE_EXPECTED)
        stage.node(stage.words(TextKey.CODE_TYPE_IT)).assertExists()
    }

    @Test
    fun markedTextIsReadAsAMessage() {
        stage.open(Intent(Intent.ACTION_PROCESS_TEXT).putExtra(Intent.EXTRA_PROCESS_TEXT, SMS))
        assertEquals("402913", stage.code())
    }

    @Test
    fun aSharedMessageDuringAWaitIsTheOneThatWasWaitedFor() {
        stage.openWaiting()
        stage.scenario.onActivity { it.startActivity(Intent(it, MainActivity::class.java)) }
        stage.phone.tell(checkNotNull(eventOf(send(SMS))))
        stage.settle()
        stage.node(stage.words(TextKey.CODE_TYPE_IT)).assertExists()
    }

    @Test
    fun whatIsNotATextIsTold() {
        val wrong = Intent(Intent.ACTION_SEND).setType("text/plain")
        val ways = listOf(
            wrong,
            Intent(wrong).putExtra(Intent.EXTRA_TEXT, 7),
            Intent(wrong).putExtra(Intent.EXTRA_TEXT, Bundle()),
            Intent(wrong).putExtra(Intent.EXTRA_STREAM, Uri.parse("content://org.example/1")),
            Intent(Intent.ACTION_PROCESS_TEXT),
        )
        for (way in ways) {
            stage.open(way)
            assertEquals(stage.words(TextKey.PROBLEM_SHARED_TEXT), stage.notice)
            stage.scenario.close()
        }
    }

    @Test
    fun aHugeTextIsToldAndTheAppGoesOn() {
        stage.open(send("402913 ".repeat(150_000)))
        assertEquals(stage.words(TextKey.NOTHING_TOO_LONG), stage.notice)
        stage.press(TextKey.HOME_HELP)
        assertEquals(Screen.Help, stage.screen)
    }

    @Test
    fun textThatWasCutInTheMiddleOfACharacterIsRead() {
        stage.open(send("$SMS \uD83D"))
        assertEquals("402913", stage.code())
    }

    @Test
    fun theLinkAndTheShortcutStartWaiting() {
        val link = Intent(Intent.ACTION_VIEW, Uri.parse("kodebro://wait"))
        for (way in listOf(link, Intent(ACTION_WAIT))) {
            stage.open(way)
            assertEquals(Screen.ConsentExplained, stage.screen)
            stage.scenario.close()
            stage.phone.tell(dk.kodebro.core.Event.HomePressed)
        }
    }

    @Test
    fun anUnknownLinkIsTold() {
        for (link in listOf("kodebro://code/402913", "kodebro:", "kodebro://wait.example")) {
            stage.open(Intent(Intent.ACTION_VIEW, Uri.parse(link)))
            assertEquals(Screen.Home, stage.screen)
            assertEquals(stage.words(TextKey.PROBLEM_LINK), stage.notice)
            stage.scenario.close()
        }
        stage.open(Intent(Intent.ACTION_VIEW))
        assertEquals(stage.words(TextKey.PROBLEM_LINK), stage.notice)
    }

    @Test
    fun anIntentThatIsDeliveredAgainAfterATurnStartsNothing() {
        stage.open(Intent(ACTION_WAIT))
        stage.phone.tell(dk.kodebro.core.Event.HomePressed)
        stage.scenario.recreate()
        stage.settle()
        assertEquals(Screen.Home, stage.screen)
    }

    @Test
    fun aMessageOnTheClipboardIsPasted() {
        val clipboard = stage.service(ClipboardManager::class.java)
        clipboard.setPrimaryClip(ClipData.newPlainText("SMS", SMS))
        stage.open()
        stage.press(TextKey.HOME_PASTE)
        assertEquals("402913", stage.code())
    }

    @Test
    fun aClipboardWithoutTextIsTold() {
        stage.open()
        stage.press(TextKey.HOME_PASTE)
        assertEquals(stage.words(TextKey.PROBLEM_PASTE), stage.notice)
        val clipboard = stage.service(ClipboardManager::class.java)
        clipboard.setPrimaryClip(ClipData.newRawUri("picture", Uri.parse("content://org.example/1")))
        stage.press(TextKey.HOME_PASTE)
        assertEquals(stage.words(TextKey.PROBLEM_PASTE), stage.notice)
    }

    /** Later Androids hand the tile's wish to a system service that Robolectric lacks. */
    @Test
    @Config(sdk = [29])
    fun theTileOpensTheAppToWait() {
        val tile = Robolectric.buildService(WaitTile::class.java).create().get()
        tile.onClick()
        val started =
            shadowOf(stage.application).nextStartedActivity
                ?: error("the tile starts nothing")
        assertEquals(ACTION_WAIT, started.action)
        assertEquals(MainActivity::class.java.name, started.component?.className)
    }

    @Test
    fun supportIsCalledAndItsPageOpened() {
        stage.open()
        stage.press(TextKey.HOME_HELP)
        stage.press(stage.phone.view.callSupport)
        val call = shadowOf(stage.application).nextStartedActivity
        assertEquals(Intent.ACTION_DIAL, call.action)
        assertEquals("tel:+4535323232", call.dataString)
        stage.press(TextKey.SUPPORT_HOURS)
        val page = shadowOf(stage.application).nextStartedActivity
        assertTrue(page.dataString.orEmpty().startsWith("https://about.ku.dk/"))
    }

    @Test
    fun aPhoneWithoutABrowserOrADiallerSaysWhatToDo() {
        shadowOf(stage.application).checkActivities(true)
        stage.phone.tell(dk.kodebro.core.Event.SupportPagePressed)
        assertEquals(stage.words(TextKey.PROBLEM_OPEN_PAGE), stage.notice)
        stage.phone.tell(dk.kodebro.core.Event.SupportCallPressed)
        assertEquals(
            stage.phone.words.with(TextKey.PROBLEM_CALL, "number", "35\u00A032\u00A032\u00A032"),
            stage.notice,
        )
        assertFalse(stage.phone.isAsking)
    }
}
