package dk.kodebro.app

import android.content.ClipData
import android.content.ClipboardManager
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import dk.kodebro.core.GuidePage
import dk.kodebro.core.Screen
import dk.kodebro.core.TextKey
import java.io.File
import java.net.Socket
import java.util.Base64
import org.json.JSONObject
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/**
 * The app as somebody else's phone: it does what comes in over a socket, by the buttons on its screen,
 * and answers with what is seen then. It is no test by itself; the demonstration starts it.
 *
 * One JSON object a line. In: `do` (a button, `receive` with `text`, or `pass`) and `at`, the
 * milliseconds since 1970. Out: `screen`, `asks`, `code`, `clipboard`, `words`, `picture` (PNG).
 */
@RunWith(RobolectricTestRunner::class)
@Config(
    sdk = [34],
    application = StagedApplication::class,
    qualifiers = "da-w360dp-h740dp-xhdpi",
)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class DemoPhone {
    @get:Rule val rule = createEmptyComposeRule()
    private lateinit var stage: Stage

    /** What lies in the phone's own inbox. */
    private var arrived: String? = null

    /** The message that the phone asks about. */
    private var offered: String? = null

    @Test
    fun serve() {
        val (host, port) = System.getProperty("kodebro.phone").split(':')
        Socket(host, port.toInt()).use { socket ->
            val commands = socket.getInputStream().bufferedReader()
            val answers = socket.getOutputStream().bufferedWriter()
            stage = Stage(rule)
            generateSequence { commands.readLine() }.forEach {
                obey(JSONObject(it))
                answers.appendLine(seen().toString())
                answers.flush()
            }
        }
    }

    private fun obey(command: JSONObject) {
        passTimeUntil(command.getLong("at"))
        when (command.getString("do")) {
            "start" -> stage.open()
            "pass" -> {}
            "receive" -> receive(command.getString("text"))
            "wait" -> {
                // From the end of one code, the way to the next leads over the front page.
                if (stage.screen == Screen.Used) press(TextKey.BUTTON_HOME)
                press(TextKey.HOME_WAIT)
                press(TextKey.SILENCE_AGAIN)
                press(TextKey.BUTTON_CONTINUE)
            }
            "allow" -> answer { stage.allow(offered) }
            "refuse" -> answer { stage.refuse() }
            "copy" -> press(TextKey.CODE_COPY)
            "used" -> press(TextKey.CODE_USED)
            "resend" -> press(TextKey.CODE_RESEND)
            "not_mine" -> press(TextKey.CODE_NOT_MINE)
            "paste" -> paste()
            "home" -> press(TextKey.BUTTON_HOME)
            "guide" -> {
                if (stage.screen != Screen.Home) press(TextKey.BUTTON_HOME)
                press(stage.phone.view.wayToGuide)
            }
            "first_choice" -> firstChoice()?.let(::press)
            "next_step" -> press(TextKey.GUIDE_NEXT)
        }
    }

    private fun passTimeUntil(moment: Long) {
        val application = stage.application
        val left = moment - application.now()
        // The first command sets the clock; later ones let it run.
        if (left > 24 * 60 * 60 * 1_000L || left < 0) application.ahead += left
        else stage.passMilliseconds(left)
    }

    private fun press(key: TextKey) = press(stage.words(key))

    /** One that is not on the screen does nothing. */
    private fun press(words: String) {
        if (!stage.phone.isAsking && words in stage.said().lines()) stage.press(words)
    }

    /** The first of the guides, or of the answers. */
    private fun firstChoice(): String? =
        when (val page = (stage.screen as? Screen.Guide)?.guide?.page) {
            is GuidePage.Start -> page.guides.first().title
            is GuidePage.Question -> page.answers.first().answer
            else -> null
        }

    private fun receive(text: String) {
        arrived = text
        if (stage.phone.isAsking) return
        stage.messageCame()
        if (stage.phone.isAsking) offered = text
    }

    private fun answer(give: () -> Unit) {
        if (stage.phone.isAsking) give()
    }

    private fun paste() {
        val clip = ClipData.newPlainText("SMS", arrived ?: return)
        stage.service(ClipboardManager::class.java).setPrimaryClip(clip)
        press(TextKey.HOME_PASTE)
    }

    private fun seen(): JSONObject {
        val clip = stage.service(ClipboardManager::class.java).primaryClip
        val copied = clip?.takeIf { it.description.label == "Kodebro" }?.getItemAt(0)?.text
        val picture = File.createTempFile("phone", ".png")
        stage.draw().save(picture)
        return JSONObject()
            .put("screen", nameOf(stage.screen))
            .put("asks", stage.phone.isAsking)
            .put("code", stage.code() ?: JSONObject.NULL)
            .put("clipboard", copied ?: JSONObject.NULL)
            .put("words", stage.said())
            .put("picture", Base64.getEncoder().encodeToString(picture.readBytes()))
            .also { picture.delete() }
    }

    private fun nameOf(screen: Screen) =
        when (screen) {
            Screen.Home -> "home"
            Screen.ConsentExplained -> "consent_explained"
            is Screen.Waiting -> "waiting"
            is Screen.Code -> if (screen.code.expected) "code" else "unexpected_code"
            is Screen.Choose -> "choose"
            Screen.Expired -> "expired"
            Screen.Used -> "used"
            is Screen.Warning -> "warning"
            is Screen.WhyNoMessage -> "why_no_message"
            is Screen.Guide -> "guide"
            else -> "other"
        }
}
