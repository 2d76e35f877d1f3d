package dk.kodebro.app.autofill

import androidx.lifecycle.Lifecycle.State
import androidx.test.core.app.ActivityScenario
import dk.kodebro.app.Stage
import dk.kodebro.core.Screen
import dk.kodebro.core.TextKey

/** A page with a form on it; in one of its fields is the person. */
data class Form(val host: String, val fields: List<WebField>)

/** What Kodebro had for the field that the person is in. */
sealed interface Offered {
    /** Nothing that could be tapped. */
    data object Nothing : Offered

    /** A wait, which was tapped and has begun. */
    data object Wait : Offered

    /** A code, which was tapped and filled in. */
    class Code(val value: String) : Offered
}

/**
 * The browser of the phone, and the person, who goes over from the app, taps what Kodebro offers, and
 * comes back to the app as soon as nothing of Kodebro lies over the browser.
 */
class BrowserOnPhone(private val stage: Stage) {
    /** The window that a tap has opened. */
    private var window: Window? = null

    /** What such a window has filled in, and the person has not seen yet. */
    private var filled: Filled? = null

    private class Window(
        val form: Form,
        val shown: Shown,
        val scenario: ActivityScenario<AutofillWaitActivity>,
    )

    /** [code] is the one that the app shows, of which a field may have got a piece. */
    private class Filled(val form: Form, val value: String, val code: String?)

    init {
        install(stage.application, CHROME, CHROMES_CERTIFICATE)
    }

    /** The person opens a page, and taps what there is to tap. */
    fun open(form: Form): Offered {
        takeFilled()
            ?.takeIf { it.form == form && it.code == stage.code() }
            ?.let { return Offered.Code(it.value) }
        // The window that waits for it is still there.
        if (window?.form == form && stage.screen is Screen.Waiting) return Offered.Wait
        leave()
        stage.scenario.moveToState(State.CREATED)
        val offered = tap(form)
        if (window == null) stage.scenario.moveToState(State.RESUMED)
        stage.settle()
        return offered
    }

    private fun tap(form: Form): Offered {
        val shown = page(CHROME, "https://${form.host}", *form.fields.toTypedArray())
        val choice = ask(shown.structure)
        // Android shows a choice at the fields that it is for.
        if (choice == null || focused(form, shown) !in choice.fieldIds.orEmpty()) return Offered.Nothing
        val intent = intentOfTap(stage.application, choice, shown.structure)
        val scenario = ActivityScenario.launchActivityForResult<AutofillWaitActivity>(intent)
        window = Window(form, shown, scenario)
        stage.front = scenario
        stage.settle()
        if (!hasEnded(scenario) && stage.screen == Screen.ConsentExplained) {
            stage.press(TextKey.BUTTON_CONTINUE)
        }
        look()
        takeFilled()?.let { return Offered.Code(it.value) }
        return if (window == null) Offered.Nothing else Offered.Wait
    }

    private fun takeFilled() = filled.also { filled = null }

    private fun focused(form: Form, shown: Shown) =
        form.fields.indexOfFirst { it.focused }.takeIf { it >= 0 }?.let(shown.page.ids::get)

    /** Goes back to the app where the window that a tap opened has ended, and keeps what it filled in. */
    fun look() {
        val window = window ?: return
        if (!hasEnded(window.scenario)) return
        val focused = focused(window.form, window.shown)
        val value = filledIn(window.scenario.result)?.firstOrNull { it.first == focused }?.second
        filled = value?.let { Filled(window.form, it, stage.code()) }
        leave()
    }

    private fun hasEnded(scenario: ActivityScenario<AutofillWaitActivity>): Boolean {
        if (scenario.state == State.DESTROYED) return true
        var isFinishing = false
        scenario.onActivity { isFinishing = it.isFinishing }
        return isFinishing
    }

    /** Closes what lies over the browser, and goes back to the app. */
    fun leave() {
        val window = window ?: return
        this.window = null
        window.scenario.close()
        stage.front = stage.scenario
        stage.scenario.moveToState(State.RESUMED)
        stage.settle()
    }
}
