package dk.kodebro.app

import android.app.Activity
import android.app.Notification
import android.app.NotificationManager
import android.content.ComponentName
import android.content.Context
import android.content.Intent
import android.content.pm.ActivityInfo
import android.os.SystemClock
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.SemanticsNodeInteraction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.isRoot
import androidx.compose.ui.test.junit4.ComposeTestRule
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.test.core.app.ActivityScenario
import androidx.test.core.app.ApplicationProvider
import com.google.android.gms.auth.api.phone.SmsCodeAutofillClient
import com.google.android.gms.auth.api.phone.SmsCodeAutofillClient.PermissionState
import com.google.android.gms.auth.api.phone.SmsRetriever
import com.google.android.gms.common.api.CommonStatusCodes
import com.google.android.gms.common.api.Status
import com.google.android.gms.tasks.Task
import com.google.android.gms.tasks.Tasks
import dk.kodebro.app.message.MessageSource
import dk.kodebro.app.message.SmsCode
import dk.kodebro.app.message.SmsUserConsent
import dk.kodebro.core.Screen
import dk.kodebro.core.TextKey
import java.time.Duration
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowLooper

/** An SMS as Microsoft sends it, with an invented code. */
const val SMS = "Brug bekræftelseskode 402913 til Microsoft godkendelse."

/** The app with a Play services whose answers the test decides. */
class StagedApplication : KodebroApplication() {
    /** What Play services answers to the wish to listen. */
    var answer: Task<Void> = Tasks.forResult(null)

    /** How often the app has asked it to listen. */
    var asked = 0

    /** What the device's clock is ahead of the time since it was switched on. */
    var ahead = 1_800_000_000_000

    /** Robolectric has no key store of the device. */
    override val wrappingKeys = OpenKeys()

    override fun now(): Long = ahead + SystemClock.uptimeMillis()

    override var isAutofillService = false

    override val codes = StagedCodes()

    override val source: MessageSource by lazy {
        val consent =
            SmsUserConsent(this) {
                asked++
                answer
            }
        SmsCode(this, consent, { isAutofillService }, { codes })
    }

    private var process: Process? = null

    override val phone: Phone
        get() = (process ?: start().also { process = it }).phone

    private fun start(): Process {
        val platform = AndroidPlatform(this, ::now)
        return Process(platform, startPhone(platform))
    }

    /** Ends the process: what it kept is all that the next one has. Its windows are gone before. */
    fun kill() {
        source.stop()
        process?.platform?.disarmTimer()
        process = null
    }

    private class Process(val platform: Platform, val phone: Phone)
}

/** A Play services that hands over codes alone. */
class StagedCodes : SmsCodeAutofillClient {
    /** What it answers to the wish for codes; nothing where it fails at once. */
    var answer: Task<Void>? = Tasks.forResult(null)

    /** What the person has said about them; nothing where it fails at once. */
    var permission: Int? = PermissionState.GRANTED

    override fun startSmsCodeRetriever() = checkNotNull(answer) { "there is no Play services" }

    override fun checkPermissionState(): Task<Int> =
        Tasks.forResult(checkNotNull(permission) { "there is no Play services" })

    override fun hasOngoingSmsRequest(app: String): Task<Boolean> = Tasks.forResult(false)

    override fun getApiKey() = error("nobody asks for it")
}

/** The phone round the app: its person, its Play services, its clock. */
class Stage(private val rule: ComposeTestRule) {
    val application: StagedApplication = ApplicationProvider.getApplicationContext()
    val phone: Phone
        get() = application.phone

    lateinit var scenario: ActivityScenario<MainActivity>
        private set

    /** The window that the person sees: the app's own, where no other was opened over it. */
    lateinit var front: ActivityScenario<out PhoneActivity>

    val screen: Screen
        get() = phone.view.screen

    val notice: String?
        get() = phone.view.notice

    init {
        val question = ComponentName(PLAY_SERVICES, "ConsentActivity")
        shadowOf(application.packageManager).addOrUpdateActivity(
            ActivityInfo().apply {
                packageName = question.packageName
                name = question.className
            }
        )
    }

    fun open(intent: Intent = Intent(Intent.ACTION_MAIN)): Stage {
        val target = Intent(intent).setClass(application, MainActivity::class.java)
        scenario = ActivityScenario.launch(target)
        front = scenario
        settle()
        return this
    }

    /** Opens the app and waits for a code; the explanation is read if it comes. */
    fun openWaiting(): Stage {
        open()
        press(TextKey.HOME_WAIT)
        if (screen == Screen.ConsentExplained) press(TextKey.BUTTON_CONTINUE)
        return this
    }

    fun settle() {
        ShadowLooper.idleMainLooper()
        rule.waitForIdle()
    }

    fun pass(seconds: Long) = passMilliseconds(seconds * 1_000)

    fun passMilliseconds(span: Long) {
        ShadowLooper.idleMainLooper()
        shadowOf(android.os.Looper.getMainLooper()).idleFor(Duration.ofMillis(span))
        rule.waitForIdle()
    }

    fun words(key: TextKey): String = phone.words[key]

    /** The notifications that stand. */
    val notifications: List<Notification>
        get() = shadowOf(service(NotificationManager::class.java)).allNotifications

    /** The words of the one that stands. */
    val notified: CharSequence?
        get() = notifications.single().extras.getCharSequence(Notification.EXTRA_TEXT)

    fun node(words: String): SemanticsNodeInteraction = rule.onNodeWithText(words)

    fun press(key: TextKey) = press(words(key))

    fun press(words: String) {
        val button = rule.onNode(hasText(words))
        runCatching { button.performScrollTo() }
        button.performClick()
        settle()
    }

    /** Presses what has a sign in place of words. */
    fun pressSign(key: TextKey) {
        rule.onNodeWithContentDescription(words(key)).performClick()
        settle()
    }

    /** The person goes back as Android has it. */
    fun back() {
        front.onActivity { it.onBackPressedDispatcher.onBackPressed() }
        settle()
    }

    /** What Play services sends when a message has come. */
    fun messageCame(question: Intent? = question()) =
        broadcast {
            putExtra(SmsRetriever.EXTRA_STATUS, Status(CommonStatusCodes.SUCCESS))
            question?.let { putExtra(SmsRetriever.EXTRA_CONSENT_INTENT, it) }
        }

    /** What it sends when its five minutes are over. */
    fun timeout() =
        broadcast { putExtra(SmsRetriever.EXTRA_STATUS, Status(CommonStatusCodes.TIMEOUT)) }

    fun broadcast(
        permission: String? = SmsRetriever.SEND_PERMISSION,
        action: String = SmsRetriever.SMS_RETRIEVED_ACTION,
        fill: Intent.() -> Unit,
    ) {
        val intent = Intent(action).apply(fill)
        application.sendBroadcast(intent, permission)
        settle()
    }

    fun question(app: String = PLAY_SERVICES) =
        Intent().setComponent(ComponentName(app, "ConsentActivity"))

    /** What the app has started since this was last asked: the platform's question, if any. */
    fun asked(): Intent? {
        var asked: Intent? = null
        scenario.onActivity { asked = shadowOf(it).nextStartedActivity }
        return asked
    }

    /** The person allows the message to be read. */
    fun allow(text: String? = SMS) =
        answer(Activity.RESULT_OK, Intent().putExtra(SmsRetriever.EXTRA_SMS_MESSAGE, text))

    fun refuse() = answer(Activity.RESULT_CANCELED, null)

    fun answer(result: Int, data: Intent?) {
        front.onActivity {
            val asked = checkNotNull(shadowOf(it).nextStartedActivityForResult)
            shadowOf(it).receiveResult(asked.intent, result, data)
        }
        settle()
    }

    /** The number by which Android brings the answer to the question that stands. */
    fun askedForResult(): Int {
        var asked: Int? = null
        front.onActivity { asked = shadowOf(it).nextStartedActivityForResult?.requestCode }
        return checkNotNull(asked)
    }

    /** What Android brings to a window that was made anew under the question: a message, or a no. */
    fun answerTo(asked: Int, text: String?) {
        val result = if (text == null) Activity.RESULT_CANCELED else Activity.RESULT_OK
        val data = text?.let { Intent().putExtra(SmsRetriever.EXTRA_SMS_MESSAGE, it) }
        front.onActivity { shadowOf(it).callOnActivityResult(asked, result, data) }
        settle()
    }

    /** All words on the screen, as a screen reader would say them. */
    fun said(): String =
        rule.onAllNodes(isRoot()).fetchSemanticsNodes().joinToString("\n", transform = ::said)

    /** What a screen reader says of a node and of what it holds. */
    fun said(node: SemanticsNode): String {
        val own = node.config.getOrNull(SemanticsProperties.ContentDescription).orEmpty()
        val text = node.config.getOrNull(SemanticsProperties.Text).orEmpty().map { it.text }
        return (own + text + node.children.map(::said)).filter { it.isNotBlank() }.joinToString("\n")
    }

    /** What the window draws. */
    fun draw(): Picture {
        lateinit var picture: Picture
        front.onActivity { picture = Picture.of(it.window.decorView) }
        return picture
    }

    /** The code on the screen. */
    fun code(): String? = (screen as? Screen.Code)?.code?.code?.expose()

    fun <T : Any> service(type: Class<T>): T = 
        checkNotNull((application as Context).getSystemService(type))

    companion object {
        const val PLAY_SERVICES = "com.google.android.gms"
    }
}
