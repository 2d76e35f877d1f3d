package dk.kodebro.core

import java.nio.file.Files
import kotlin.io.path.pathString
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertTrue
import org.junit.Test

private const val BEGIN = 1_800_000_000_000
private const val SMS = "Brug bekræftelseskode 402913 til Microsoft godkendelse."

/** A whole session, seen from Kotlin. */
class SessionTest {
    private val folder = Files.createTempDirectory("kodebro")
    private val session = Session.open(folder.pathString, "da-DK", null)

    private fun tell(event: Event, second: Int): Update =
        session.handle(event, (BEGIN + second * 1_000L).toULong())

    @Test
    fun fromTheWaitToTheCodeAndItsEnd() {
        assertEquals(Screen.Home, tell(Event.AppStarted, 0).view.screen)
        assertEquals(Screen.ConsentExplained, tell(Event.WaitRequested, 1).view.screen)
        val waiting = tell(Event.ConsentExplained, 2)
        assertTrue(Effect.StartListening(300_000UL) in waiting.effects)
        assertTrue(Effect.AskConsent in tell(Event.MessageOffered, 10).effects)

        val shown = tell(Event.MessageAllowed(SecretText(SMS), SecretText("Microsoft")), 11)
        val code = (shown.view.screen as Screen.Code).code
        assertEquals("402913", code.code.expose())
        assertEquals(listOf("402", "913"), code.groups.map { it.expose() })
        assertEquals("4 0 2, 9 1 3", code.spelled.expose())
        assertEquals("Gælder i 2 min. 59 sek. endnu", code.left)
        assertTrue(Effect.SecureScreen in shown.effects)

        val copied = tell(Event.CopyPressed, 12).effects
        assertTrue(Effect.Copy(SecretText("402913")) in copied)

        val expired = tell(Event.Tick, 191)
        assertEquals(Screen.Expired, expired.view.screen)
        assertTrue(Effect.ClearClipboard in expired.effects)
        assertTrue(Effect.ReleaseScreen in expired.effects)
    }

    @Test
    fun nothingSecretIsPrinted() {
        tell(Event.AppStarted, 0)
        val event = Event.MessageShared(SecretText(SMS))
        val update = tell(event, 1)
        val printed = "$event $update ${tell(Event.SharePressed, 2)}"
        assertFalse(printed.contains("402913"))
        assertFalse(printed.contains("Microsoft"))
    }

    @Test
    fun aNewProcessKnowsWhatWasKept() {
        tell(Event.AppStarted, 0)
        tell(Event.LanguageChosen(Language.ENGLISH), 1)
        session.close()
        Session.open(folder.pathString, "da-DK", null).use {
            val view = it.handle(Event.AppStarted, BEGIN.toULong()).view
            assertEquals(Language.ENGLISH, view.language)
        }
    }

    @Test
    fun hugeAndBrokenTextsAreTold() {
        tell(Event.AppStarted, 0)
        for (text in listOf("4".repeat(1_000_000), "", "\uD83D", "\u0000".repeat(50), "\u202E402913")) {
            val view = tell(Event.MessageShared(SecretText(text)), 1).view
            assertTrue(view.notice != null || view.screen != Screen.Home)
            tell(Event.HomePressed, 2)
        }
    }

    @Test
    fun everyTextStandsInBothLanguages() {
        for (language in Language.entries) {
            val texts = texts(language)
            for (key in TextKey.entries) assertNotNull("$language lacks $key", texts[key])
        }
    }
}
