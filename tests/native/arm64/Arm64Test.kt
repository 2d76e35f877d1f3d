package dk.kodebro.core

import java.io.File
import java.nio.file.Files
import kotlin.io.path.pathString
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test

private const val BEGIN = 1_800_000_000_000
private const val SMS = "Brug bekræftelseskode 263641 til Microsoft godkendelse."
private const val FOLDER = "/data/user/0/dk.kodebro.app/files/kodebro"

/** The library for arm64 phones, byte for byte as it is in the APK, running. */
class Arm64Test {
    private val phone = Files.createTempDirectory("kodebro-phone").toFile()
    private val kept = phone.resolve(FOLDER.removePrefix("/"))

    /** Runs a session in a process of its own. */
    private fun inSession(work: (EmulatedCore, Long) -> Unit) = inProcess("android/arm64-v8a/libkodebro.so") { android, library ->
        val core = EmulatedCore(android, library)
        val session = core.open(FOLDER, "da-DK")
        work(core, session)
        core.close(session)
    }

    private fun inProcess(library: String, work: (EmulatedAndroid, File) -> Unit) {
        kept.parentFile.mkdirs()
        EmulatedAndroid(phone).use { work(it, File(System.getProperty("kodebro.native"), library)) }
    }

    @Test
    fun anSmsBecomesACodeThatIsNotKept() = inSession { core, session ->
        fun tell(event: Event, second: Int) = core.handle(session, event, BEGIN + second * 1_000L)

        assertEquals(Screen.Home, tell(Event.AppStarted, 0).view.screen)
        assertEquals(Screen.ConsentExplained, tell(Event.WaitRequested, 1).view.screen)
        assertTrue(Effect.StartListening(300_000UL) in tell(Event.ConsentExplained, 2).effects)
        assertTrue(Effect.AskConsent in tell(Event.MessageOffered, 10).effects)
        val shown = tell(Event.MessageAllowed(SecretText(SMS), SecretText("Microsoft")), 11)
        val code = (shown.view.screen as Screen.Code).code
        assertEquals("263641", code.code.expose())
        assertEquals("Gælder i 2 min. 59 sek. endnu", code.left)
        assertTrue(Effect.Copy(SecretText("263641")) in tell(Event.CopyPressed, 12).effects)
        assertEquals(Screen.Expired, tell(Event.Tick, 191).view.screen)

        val files = kept.walk().filter { it.isFile }.toList()
        assertTrue("there is a store", files.any { it.name == "kodebro.sqlite" && it.length() > 0 })
        for (file in files) assertFalse("${file.name} holds the code", "263641" in file.readText(Charsets.ISO_8859_1))
    }

    @Test
    fun whatItKeepsIsThereForTheNextProcessAndForAnotherMachine() {
        inSession { core, session ->
            assertEquals(Language.DANISH, core.handle(session, Event.AppStarted, BEGIN).view.language)
            core.handle(session, Event.LanguageChosen(Language.ENGLISH), BEGIN)
        }
        inSession { core, session ->
            val started = core.handle(session, Event.AppStarted, BEGIN)
            assertEquals(Language.ENGLISH, started.view.language)
            assertEquals(null, started.view.notice)
        }
        // This machine's own core reads the same file.
        Session.open(kept.path, "da-DK", null).use {
            val started = it.handle(Event.AppStarted, BEGIN.toULong())
            assertEquals(Language.ENGLISH, started.view.language)
            assertEquals(null, started.view.notice)
        }
    }

    @Test
    fun aPanicIsCaughtAndTheSessionGoesOn() = inSession { core, session ->
        val panic = assertThrows(CaughtPanic::class.java) { core.allocate(-1) }
        assertEquals("capacity overflow", panic.message)
        assertEquals(Screen.Home, core.handle(session, Event.AppStarted, BEGIN).view.screen)
    }

    @Test
    fun cryptographyComesToTheResultsOfItsStandards() = inProcess("probe/android/arm64-v8a/libkodebro_probe.so") { android, library ->
        val module = android.load(library)
        fun ask(function: String, vararg arguments: Any) = android.call(module, function, *arguments)

        // RFC 8032, 7.1, test 2: the one byte that is signed, and how the signature begins.
        assertEquals(1, ask("probe_accepts_signature_of", 0x72))
        assertEquals(0, ask("probe_accepts_signature_of", 0x73))
        assertEquals("92a009a9f0d4cab8", "%016x".format(ask("probe_signature_of", 0x72)))
        assertEquals(1, ask("probe_opens_what_it_sealed"))
    }
}
