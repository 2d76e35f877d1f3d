package dk.kodebro.app

import android.content.ClipData
import android.content.ClipboardManager
import android.text.InputType
import android.view.View
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import dk.kodebro.app.autofill.BrowserOnPhone
import dk.kodebro.app.autofill.Form
import dk.kodebro.app.autofill.Offered
import dk.kodebro.app.autofill.WebField
import dk.kodebro.core.GuidePage
import dk.kodebro.core.Language
import dk.kodebro.core.Screen
import dk.kodebro.core.TextKey
import dk.kodebro.core.texts
import java.io.File
import java.net.SocketException
import java.util.Base64
import org.json.JSONObject
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/**
 * The app as the phone of a scenario: it does what comes in over a connection, by the buttons on its
 * screen, and answers with what is seen then. Each connection is a phone of its own. It is no test by
 * itself; whoever plays the scenarios starts it.
 *
 * One JSON object a line. In: `do`, and `at`, the milliseconds since 1970. A deed is `start`, `restart`,
 * `pass`, a button, `receive` with `text` and `is_contact`, or `autofill` with `host` and `fields`, each
 * with `attributes`, `is_visible` and `is_focused`. Out: `screen`, `asks`, `code`, `clipboard`, `words`,
 * `picture` (PNG), and after `autofill` what was `offered`: "nothing", "wait", or an object with `code`.
 */
@RunWith(PhonePerConnection::class)
@Config(
    sdk = [34],
    application = StagedApplication::class,
    qualifiers = "da-w360dp-h740dp-xhdpi",
)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class ScenarioPhone {
    @get:Rule val rule = createEmptyComposeRule()
    private lateinit var stage: Stage
    private lateinit var browser: BrowserOnPhone

    /** When the deed takes place. */
    private var moment = 0L

    /** What lies in the phone's own inbox. */
    private var arrived: String? = null

    /** The message that the phone asks about. */
    private var offered: String? = null

    @Test
    fun serve() {
        stage = Stage(rule)
        browser = BrowserOnPhone(stage)
        val commands = Connection.socket.getInputStream().bufferedReader()
        val answers = Connection.socket.getOutputStream().bufferedWriter()
        try {
            generateSequence { commands.readLine() }.forEach {
                answers.appendLine(obey(JSONObject(it)).toString())
                answers.flush()
            }
        } catch (_: SocketException) {
            // The other side is gone.
        }
    }

    private fun obey(command: JSONObject): JSONObject {
        val deed = command.getString("do")
        moment = command.getLong("at")
        // The first deed sets the clock; up to the others it runs.
        if (deed != "start") passTime()
        setClock()
        val filled = if (deed == "autofill") autofill(command) else null
        if (filled == null) perform(deed, command)
        browser.look()
        setClock()
        return seen(filled)
    }

    private fun perform(deed: String, command: JSONObject) {
        when (deed) {
            "start" -> stage.open()
            "restart" -> restart()
            "pass" -> {}
            "receive" -> receive(command.getString("text"), command.optBoolean("is_contact"))
            "wait" -> waitForCode()
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
            "english" -> speak(Language.ENGLISH)
            "danish" -> speak(Language.DANISH)
            else -> error("nobody knows how to do $deed")
        }
    }

    private fun passTime() {
        val left = moment - stage.application.now()
        if (left > 0) stage.passMilliseconds(left)
    }

    /** Whatever moves on the screen takes time of this clock; no deed begins later for that. */
    private fun setClock() {
        stage.application.ahead += moment - stage.application.now()
    }

    private fun press(key: TextKey) = press(stage.words(key))

    /** One that is not on the screen does nothing. */
    private fun press(words: String) {
        if (!isThere(words)) return
        setClock()
        stage.press(words)
        browser.look()
    }

    private fun isThere(words: String) = !stage.phone.isAsking && words in stage.said().lines()

    /** The person leaves the app, Android takes its process away, and the person opens it again. */
    private fun restart() {
        browser.leave()
        stage.scenario.close()
        stage.application.kill()
        offered = null
        stage.open()
    }

    /** From a screen where no button begins a wait, the way leads over the front page. */
    private fun waitForCode() {
        val ways = listOf(TextKey.HOME_WAIT, TextKey.SILENCE_AGAIN, TextKey.BUTTON_CONTINUE)
        if (stage.screen !is Screen.Waiting && ways.none { isThere(stage.words(it)) }) goHome()
        ways.forEach(::press)
    }

    private fun goHome() {
        press(TextKey.BUTTON_HOME)
        while (stage.screen != Screen.Home && stage.phone.view.canGoBack && !stage.phone.isAsking) {
            stage.back()
        }
    }

    private fun speak(language: Language) {
        press(TextKey.HOME_SETTINGS)
        if (stage.screen != Screen.Settings) return
        press(texts(language).getValue(TextKey.LANGUAGE_NAME))
        stage.back()
    }

    /** The first of the guides, or of the answers. */
    private fun firstChoice(): String? =
        when (val page = (stage.screen as? Screen.Guide)?.guide?.page) {
            is GuidePage.Start -> page.guides.first().title
            is GuidePage.Question -> page.answers.first().answer
            else -> null
        }

    /** Play services offers no message of somebody who is in the phone's contacts. */
    private fun receive(text: String, isContact: Boolean) {
        arrived = text
        if (isContact || stage.phone.isAsking) return
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

    private fun autofill(command: JSONObject): Offered {
        // The question on top has to be answered first.
        if (stage.phone.isAsking) return Offered.Nothing
        val fields = command.getJSONArray("fields")
        val form = (0 until fields.length()).map { field(fields.getJSONObject(it)) }
        return browser.open(Form(command.getString("host"), form))
    }

    private fun field(described: JSONObject): WebField {
        val attributes = described.getJSONObject("attributes")
        val hides = attributes.optString("type") == "password"
        val variation = if (hides) InputType.TYPE_TEXT_VARIATION_WEB_PASSWORD else 0
        return WebField(
            attributes.keys().asSequence().map { it to attributes.getString(it) }.toList(),
            inputType = InputType.TYPE_CLASS_TEXT or variation,
            visibility = if (described.getBoolean("is_visible")) View.VISIBLE else View.INVISIBLE,
            focused = described.getBoolean("is_focused"),
        )
    }

    private fun seen(filled: Offered?): JSONObject {
        val clip = stage.service(ClipboardManager::class.java).primaryClip
        val copied = clip?.takeIf { it.description.label == "Kodebro" }?.getItemAt(0)?.text
        val picture = File.createTempFile("phone", ".png")
        stage.draw().save(picture)
        return JSONObject()
            .put("screen", nameOf(stage.screen))
            .put("asks", stage.phone.isAsking)
            .put("code", stage.code() ?: JSONObject.NULL)
            .put("clipboard", copied ?: JSONObject.NULL)
            .put("words", words())
            .put("picture", Base64.getEncoder().encodeToString(picture.readBytes()))
            .put("offered", nameOf(filled))
            .also { picture.delete() }
    }

    /** All words on the screen, the heading first. */
    private fun words(): String {
        val headings = rule.onAllNodes(SemanticsMatcher.keyIsDefined(SemanticsProperties.Heading))
        val heading = headings.fetchSemanticsNodes().firstOrNull()?.let(stage::said)
        val lines = stage.said().lines()
        return (listOfNotNull(heading) + (if (heading == null) lines else lines - heading))
            .joinToString("\n")
    }

    private fun nameOf(offered: Offered?): Any =
        when (offered) {
            null -> JSONObject.NULL
            Offered.Nothing -> "nothing"
            Offered.Wait -> "wait"
            is Offered.Code -> JSONObject().put("code", offered.value)
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
