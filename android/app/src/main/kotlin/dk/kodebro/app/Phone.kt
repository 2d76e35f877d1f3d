package dk.kodebro.app

import android.content.Intent
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import dk.kodebro.app.message.MessageSource
import dk.kodebro.core.Autofill
import dk.kodebro.core.AutofillForm
import dk.kodebro.core.Effect
import dk.kodebro.core.Event
import dk.kodebro.core.InternalException
import dk.kodebro.core.Language
import dk.kodebro.core.SecretText
import dk.kodebro.core.SessionException
import dk.kodebro.core.SessionInterface
import dk.kodebro.core.ShellProblem
import dk.kodebro.core.TextKey
import dk.kodebro.core.Update
import dk.kodebro.core.View
import dk.kodebro.core.texts

/** What an activity does for the phone while it is there. */
interface Window {
    /** Keeps the window out of screenshots and the list of recent apps, or no longer. */
    fun secure(secure: Boolean)

    /** Shows the platform's question; the answer goes to [Phone.answered]. */
    fun ask(question: Intent)

    /** Closes that question if it still stands. */
    fun closeQuestion()
}

/**
 * The app between Android and the core: it turns whatever happens into an event, shows the view, and
 * carries out the effects. It decides nothing. To be used on the main thread only.
 */
class Phone(
    private val session: SessionInterface,
    private val platform: Platform,
    private val source: MessageSource,
) {
    /** What is to be seen. */
    var view: View by mutableStateOf(session.speak(platform.systemLanguage()))
        private set

    /** The words of buttons and titles, in the language of the view. */
    val words: Words
        get() = WORDS.getValue(view.language)

    /** All windows there are: Android may show several, such as one over a browser. */
    private val windows = ArrayList<Window>()

    /** Those that the person sees. */
    private val seen = ArrayList<Window>()

    /** Those that the person may touch, the one that came last at the end. */
    private val inFront = ArrayList<Window>()

    private var secure = false
    private var question: Intent? = null
    private var asking = Asking.NOT

    /** The window that shows the question; nothing while it is being turned. */
    private var asker: Window? = null

    /** Whether the platform's question stands on the screen, which hides the app but is no leaving. */
    val isAsking: Boolean
        get() = asking == Asking.SHOWN

    /** Tells the core that the app was started, with what was kept. */
    fun start() = tell(Event.AppStarted)

    /** Something happened. */
    fun tell(event: Event) {
        val problems = ArrayDeque<ShellProblem>()
        take(event, problems)
        while (problems.isNotEmpty()) {
            take(Event.ShellFailed(problems.removeFirst()), problems)
        }
    }

    private fun take(event: Event, problems: ArrayDeque<ShellProblem>) {
        val update = handle(event) ?: handle(Event.ShellFailed(ShellProblem.CORE))
        if (update == null) {
            // It cannot even say that it failed.
            view = view.copy(notice = words[TextKey.PROBLEM_CORE])
            return
        }
        view = update.view
        for (effect in update.effects) {
            carryOut(effect)?.let(problems::add)
        }
    }

    /** Looks for a newer guide; the network may be slow, and nothing waits for it. */
    private fun refreshGuide() {
        val now = platform.now().toULong()
        platform.aside({ attempt { session.refreshGuide(now) } }) { came -> came?.let(::tell) }
    }

    /** Nothing where the core failed: it stays where it was. */
    private fun handle(event: Event): Update? = attempt {
        session.handle(event, platform.now().toULong())
    }

    private fun <T> attempt(use: () -> T): T? =
        try {
            use()
        } catch (_: SessionException) {
            null
        } catch (_: InternalException) {
            null
        }

    private fun carryOut(effect: Effect): ShellProblem? {
        when (effect) {
            is Effect.StartListening -> source.start(this::offered, this::tell)
            Effect.StopListening -> {
                source.stop()
                question = null
            }
            Effect.AskConsent -> {
                asking = Asking.WANTED
                ask()
            }
            Effect.CloseConsent -> {
                if (isAsking) asker?.closeQuestion()
                asking = Asking.NOT
            }
            Effect.SecureScreen -> secure(true)
            Effect.ReleaseScreen -> secure(false)
            is Effect.ArmTimer -> platform.armTimer(effect.at.toLong()) { tell(Event.Tick) }
            Effect.DisarmTimer -> platform.disarmTimer()
            is Effect.Copy -> return ShellProblem.COPY.unless(platform.copy(effect.code.expose()))
            Effect.ClearClipboard ->
                return ShellProblem.CLEAR_CLIPBOARD.unless(platform.clearClipboard())
            is Effect.Share -> return ShellProblem.SHARE.unless(platform.share(effect.code.expose()))
            is Effect.Notify -> platform.notify(effect.words, effect.isNews)
            Effect.CancelNotification -> platform.cancelNotification()
            Effect.Vibrate -> platform.vibrate()
            is Effect.Announce -> platform.announce(effect.words)
            is Effect.CallSupport -> return ShellProblem.CALL.unless(platform.call(effect.number))
            is Effect.OpenPage ->
                return ShellProblem.OPEN_PAGE.unless(platform.open(effect.address))
            Effect.RefreshGuide -> refreshGuide()
        }
        return null
    }

    private fun ShellProblem.unless(done: Boolean): ShellProblem? = takeUnless { done }

    private fun secure(secure: Boolean) {
        this.secure = secure
        windows.forEach { it.secure(secure) }
    }

    /** The platform has a message, and this is its question whether the app may read it. */
    private fun offered(question: Intent) {
        // A message on offer is not replaced: the same broadcast may come twice.
        if (this.question == null) {
            this.question = question
            tell(Event.MessageOffered)
        }
    }

    /** Shows the question where it is wanted, as soon as a window is in front. */
    private fun ask() {
        val question = question ?: return
        val window = inFront.lastOrNull() ?: return
        if (asking == Asking.WANTED) {
            asking = Asking.SHOWN
            asker = window
            window.ask(question)
        }
    }

    /** The platform's question was answered: by a message, or by nothing where it was refused. */
    fun answered(message: SecretText?) {
        // Nothing is also what comes of a question that was closed. A message was allowed, even where
        // the wait came to its end or the process was another one when the person was asked.
        if (asking == Asking.NOT && message == null) return
        question = null
        asking = Asking.NOT
        tell(if (message == null) Event.MessageRefused else Event.MessageAllowed(message, null))
    }

    /** The person wants the message on the clipboard to be read. */
    fun paste() {
        val text = platform.paste()
        tell(
            if (text.isNullOrBlank()) Event.ShellFailed(ShellProblem.PASTE)
            else Event.MessageShared(SecretText(text))
        )
    }

    /** What a form of another app gets; nothing where the core failed. */
    fun autofill(form: AutofillForm): Autofill? = attempt {
        session.autofill(form, platform.now().toULong())
    }

    /** The system's language may have changed. */
    fun speak() {
        attempt { session.speak(platform.systemLanguage()) }?.let { view = it }
    }

    /** A window was made; it takes over what stands. */
    fun attach(window: Window) {
        windows += window
        window.secure(secure)
        if (isAsking && asker == null) asker = window
    }

    /** The person sees a window. */
    fun show(window: Window) {
        seen += window
        tell(Event.MovedToForeground)
    }

    /** A window is in front; what was answered to its question has come before. */
    fun moveToFront(window: Window) {
        inFront += window
        ask()
    }

    /** A window is in front no more. */
    fun leaveFront(window: Window) {
        inFront -= window
    }

    /**
     * The person sees a window no more. [isTurning]: the next one takes its place. The platform's
     * question hides the window it lies over, which is no leaving.
     */
    fun hide(window: Window, isTurning: Boolean) {
        seen -= window
        if (!isTurning && !isAsking) leave()
    }

    /** A window is gone. [isTurning]: the next one takes its place, and its question with it. */
    fun detach(window: Window, isTurning: Boolean) {
        windows -= window
        if (asker !== window) return
        asker = null
        if (isAsking && !isTurning) {
            // The question went with its window: the next one asks again.
            asking = Asking.WANTED
            leave()
        }
    }

    private fun leave() {
        if (seen.isEmpty()) tell(Event.MovedToBackground)
    }

    /** An alarm rang, perhaps in a process that Android has begun for it, and that nobody sees. */
    fun ring() {
        leave()
        tell(Event.Tick)
    }

    private enum class Asking {
        NOT,
        WANTED,
        SHOWN,
    }

    private companion object {
        val WORDS = Language.entries.associateWith { Words(texts(it)) }
    }
}

/** The words of one language. */
class Words(private val texts: Map<TextKey, String>) {
    /** The words of a text. */
    operator fun get(key: TextKey): String = texts.getValue(key)

    /** The words of a text with one thing filled in. */
    fun with(key: TextKey, name: String, value: String): String =
        get(key).replace("{$name}", value)
}
