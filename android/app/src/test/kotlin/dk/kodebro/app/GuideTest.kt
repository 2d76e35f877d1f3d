package dk.kodebro.app

import android.content.Intent
import android.os.Build
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.SemanticsMatcher.Companion.keyIsDefined
import androidx.compose.ui.test.assertCountEquals
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasScrollAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import androidx.compose.ui.test.performScrollTo
import dk.kodebro.core.Event
import dk.kodebro.core.GuideEvent
import dk.kodebro.core.GuidePage
import dk.kodebro.core.GuideView
import dk.kodebro.core.Reached
import dk.kodebro.core.Screen
import dk.kodebro.core.Session
import dk.kodebro.core.SessionInterface
import dk.kodebro.core.TextKey
import dk.kodebro.core.Update
import java.util.concurrent.CountDownLatch
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

/** Through the guide, by what a student presses. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [29, 34, 35], application = StagedApplication::class, qualifiers = "da-w360dp-h640dp-mdpi")
class GuideTest {
    @get:Rule val rule = createEmptyComposeRule()
    private lateinit var stage: Stage

    @Before
    fun setTheStage() {
        stage = Stage(rule)
    }

    private val guide: GuideView
        get() = (stage.screen as Screen.Guide).guide

    private val page: GuidePage
        get() = guide.page

    /** As on the screen, so that it is the screen that is tested. */
    private fun assertAt(step: Int) {
        stage.node("Trin $step af 16").assertExists()
    }

    private fun openRegistration() {
        stage.open()
        stage.press(stage.phone.view.wayToGuide)
        stage.press("Registrér sms første gang")
    }

    /** A student with a number and a password, who has no app that signs in. */
    private fun answerAsStudent() {
        listOf("Studerende", "Nej", "Ja", "Ja").forEach(stage::press)
    }

    private fun next(times: Int = 1) = repeat(times) { stage.press(TextKey.GUIDE_NEXT) }

    /** As far as the step where the number is typed, where the wait begins. */
    private fun goToNumber() {
        openRegistration()
        answerAsStudent()
        next(6)
        if (stage.screen == Screen.ConsentExplained) stage.press(TextKey.BUTTON_CONTINUE)
    }

    @Test
    fun aStudentIsLedThroughTheRegistrationAndTheCodesComeByThemselves() {
        openRegistration()
        answerAsStudent()
        assertAt(1)
        next(5)
        assertAt(6)
        assertEquals("nothing listens yet", 0, stage.application.asked)
        next()
        assertEquals(Screen.ConsentExplained, stage.screen)
        stage.press(TextKey.BUTTON_CONTINUE)
        assertAt(7)
        assertEquals("it waits by itself", 1, stage.application.asked)
        stage.node(checkNotNull(guide.waiting)).assertExists()
        stage.messageCame()
        stage.allow()
        assertEquals("402913", stage.code())
        stage.press(TextKey.CODE_USED)
        assertAt(11)
        stage.node(stage.words(TextKey.NOTICE_GUIDE_CODE_USED)).assertExists()
        next(2)
        assertAt(13)
        assertEquals("it waits for the second code", 2, stage.application.asked)
        stage.messageCame()
        stage.allow("Brug bekræftelseskode 771902 til Microsoft godkendelse.")
        assertEquals("771902", stage.code())
        stage.press(TextKey.CODE_USED)
        assertAt(16)
        next()
        assertTrue(page is GuidePage.Done)
        stage.press(TextKey.BUTTON_HOME)
        assertEquals(Screen.Home, stage.screen)
    }

    @Test
    fun theWayFromTheFrontPageTellsWhereOneWas() {
        openRegistration()
        answerAsStudent()
        next(3)
        stage.press(TextKey.BUTTON_HOME)
        stage.node("Fortsæt vejledningen (trin 4 af 16)").assertExists()
        stage.press(stage.phone.view.wayToGuide)
        assertAt(4)
    }

    @Test
    fun thePlaceOutlivesTheProcessForWhoHasTheKey() {
        openRegistration()
        answerAsStudent()
        next(3)
        val there = "Fortsæt vejledningen (trin 4 af 16)"
        fun again(keys: WrappingKeys): String {
            val key = PlatformKey(stage.application.noBackupFilesDir.resolve("key"), keys).bytes()
            val kept = stage.application.filesDir.resolve("kept").path
            val session = Session.open(kept, "da", key)
            return session.handle(Event.AppStarted, stage.application.now().toULong()).view.wayToGuide
        }
        assertEquals(there, again(stage.application.wrappingKeys))
        assertNotEquals(there, again(OpenKeys()))
    }

    @Test
    fun aGuideThatComesLateIsTakenInAsOfThenWhereThePersonIsByThen() {
        stage.open()
        val network = CountDownLatch(1)
        val told = mutableListOf<Pair<Event, ULong>>()
        val core = Session.open(stage.application.filesDir.resolve("other").path, "da", null)
        val session =
            object : SessionInterface by core {
                override fun refreshGuide(at: ULong): Event {
                    network.await()
                    return Event.CatalogueTaken
                }

                override fun handle(event: Event, at: ULong): Update {
                    told += event to at
                    return core.handle(event, at)
                }
            }
        val phone = Phone(session, AndroidPlatform(stage.application, stage.application::now), stage.application.source)
        phone.start()
        phone.tell(Event.MovedToForeground)
        phone.tell(Event.Guide(GuideEvent.Opened))
        val there = phone.view.screen
        stage.pass(40)
        val arrival = stage.application.now().toULong()
        network.countDown()
        // It is looked for on a thread of its own; what it gave is taken in on this one.
        for (wait in 0..500) {
            if (phone.view.notice != null) break
            Thread.sleep(10)
            stage.settle()
        }
        assertEquals(stage.words(TextKey.NOTICE_GUIDE_NEWER), phone.view.notice)
        assertEquals(there, phone.view.screen)
        val (event, at) = told.last()
        assertEquals(Event.CatalogueTaken, event)
        assertTrue(at >= arrival)
    }

    @Test
    fun whomItIsNotForIsToldWhatIs() {
        openRegistration()
        stage.press("Ansat")
        stage.node("Sms er kun for studerende").assertExists()
        stage.press("Åbn KU's hjælp til login")
        val opened = shadowOf(stage.application).nextStartedActivity
        assertTrue(opened.dataString.orEmpty().startsWith("https://about.ku.dk/"))
        stage.press(stage.phone.view.callSupport)
        assertEquals(Intent.ACTION_DIAL, shadowOf(stage.application).nextStartedActivity.action)
        stage.press(TextKey.BUTTON_BACK)
        stage.node("Ansat").assertExists()
    }

    @Test
    fun anAnswerThatWasGivenIsTold() {
        openRegistration()
        stage.node(stage.words(TextKey.GUIDE_ANSWERED)).assertDoesNotExist()
        stage.press("Studerende")
        back()
        rule.onNode(hasText("Studerende") and hasText(stage.words(TextKey.GUIDE_ANSWERED)))
            .assertExists()
    }

    @Test
    fun backLeadsOneStepBackAndFromTheFirstToTheQuestions() {
        openRegistration()
        answerAsStudent()
        next()
        stage.press(TextKey.BUTTON_BACK)
        assertAt(1)
        back()
        assertTrue(page is GuidePage.Question)
    }

    private fun back() {
        stage.scenario.onActivity { it.onBackPressedDispatcher.onBackPressed() }
        stage.settle()
    }

    @Test
    fun whoIsStuckFindsCausesTheMissingMessageAndSupport() {
        goToNumber()
        stage.press(TextKey.GUIDE_STUCK)
        val stuck = page as GuidePage.Stuck
        stuck.problems.forEach {
            stage.node(it.problem).assertExists()
            rule.onNode(hasText(it.problem) and hasText(it.remedy)).assertExists()
        }
        stage.press(stage.phone.view.callSupport)
        val call = shadowOf(stage.application).nextStartedActivity
        assertEquals(Intent.ACTION_DIAL, call.action)
        assertEquals("tel:+4535323232", call.dataString)
        stage.press(TextKey.HELP_NOTHING)
        assertTrue(stage.screen is Screen.WhyNoMessage)
        back()
        stage.press(TextKey.GUIDE_STUCK_BACK)
        assertAt(7)
    }

    @Test
    fun oneMayJumpToAnyStepAndBeginAnew() {
        openRegistration()
        answerAsStudent()
        next(2)
        stage.press(TextKey.GUIDE_STEPS)
        val steps = (page as GuidePage.Steps).steps
        assertEquals(16, steps.size)
        assertEquals(Reached.HERE, steps[2].reached)
        stage.node("Trin 2 af 16 · Gjort").assertExists()
        stage.node("Trin 3 af 16 · Du er her").assertExists()
        stage.node("Trin 4 af 16").assertExists()
        stage.press(steps[11].title)
        assertAt(12)
        stage.press(TextKey.GUIDE_STEPS)
        stage.press(TextKey.GUIDE_RESTART)
        assertTrue(page is GuidePage.Start)
    }

    @Test
    fun fromEveryPageAButtonLeadsToTheFrontPage() {
        stage.open()
        val register = { stage.press("Registrér sms første gang") }
        val pages =
            mapOf(
                "the start" to {},
                "a question" to register,
                "not for you" to { register(); stage.press("Ansat") },
                "a step" to { register(); answerAsStudent() },
                "all steps" to { register(); answerAsStudent(); stage.press(TextKey.GUIDE_STEPS) },
                "stuck" to { register(); answerAsStudent(); stage.press(TextKey.GUIDE_STUCK) },
            )
        for ((name, lead) in pages) {
            stage.phone.tell(Event.Guide(GuideEvent.Opened))
            stage.phone.tell(Event.Guide(GuideEvent.RestartPressed))
            stage.settle()
            lead()
            assertTrue(name, stage.screen is Screen.Guide)
            stage.press(TextKey.BUTTON_HOME)
            assertEquals(name, Screen.Home, stage.screen)
        }
    }

    @Test
    fun whomTheGuideIsNotForMayBeginAnew() {
        openRegistration()
        stage.press("Ansat")
        stage.press(TextKey.GUIDE_RESTART)
        assertTrue(page is GuidePage.Start)
    }

    @Test
    fun whoWaitsInTheGuideMayAskForAnotherCodeAndForANotification() {
        goToNumber()
        next(2)
        stage.node(stage.words(TextKey.WAITING_NOTIFY)).run {
            // Before 13 Android does not ask.
            if (Build.VERSION.SDK_INT < 33) assertDoesNotExist() else assertExists()
        }
        stage.press(TextKey.CODE_RESEND)
        assertTrue(stage.words(TextKey.ADVICE_AFTER_RESEND) in guide.advice)
        stage.press(TextKey.BUTTON_CANCEL)
        stage.node(stage.words(TextKey.CODE_RESEND)).assertDoesNotExist()
        stage.node(stage.words(TextKey.WAITING_NOTIFY)).assertDoesNotExist()
    }

    @Test
    fun aWaitThatWasStoppedCanBeginAgain() {
        goToNumber()
        stage.press(TextKey.BUTTON_CANCEL)
        assertNull(guide.waiting)
        assertAt(7)
        stage.press(TextKey.HOME_WAIT)
        assertNotNull(guide.waiting)
        assertEquals(2, stage.application.asked)
    }

    @Test
    fun theWaitIsToldOnceAndNotEachSecond() {
        goToNumber()
        val told = toldByThemselves()
        assertTrue(stage.words(TextKey.WAITING_TITLE) in told)
        val before = guide.waiting
        stage.pass(3)
        assertFalse("the seconds run", before == guide.waiting)
        assertEquals(told, toldByThemselves())
    }

    private fun toldByThemselves() =
        rule.onAllNodes(keyIsDefined(SemanticsProperties.LiveRegion), useUnmergedTree = true)
            .fetchSemanticsNodes()
            .map(stage::said)

    @Test
    fun aStepBeginsAtItsTopAndIsTold() {
        openRegistration()
        answerAsStudent()
        for (step in 1..3) {
            val title = (page as GuidePage.Step).step.title
            rule.onNode(SemanticsMatcher.expectValue(SemanticsProperties.PaneTitle, title)).assertExists()
            val scroll = rule.onNode(hasScrollAction()).fetchSemanticsNode()
            val range = checkNotNull(scroll.config.getOrNull(SemanticsProperties.VerticalScrollAxisRange))
            assertEquals(0f, range.value())
            stage.node(stage.words(TextKey.BUTTON_HOME)).performScrollTo()
            assertTrue("it was scrolled", range.value() > 0)
            next()
        }
    }

    @Test
    fun theDrawingIsOneThingForThoseWhoListenAndNothingToPress() {
        openRegistration()
        answerAsStudent()
        next()
        val parts = (page as GuidePage.Step).step.drawing
        val spoken = (listOf(stage.words(TextKey.GUIDE_DRAWING)) + parts.map { it.spoken }).joinToString("\n")
        rule.onNode(hasContentDescription(spoken)).assertExists()
        assertTrue("\nKnap: Næste. Her." in spoken)
        rule.onAllNodes(hasText("Næste")).assertCountEquals(0)
    }

    @Test
    fun theWayOnIsInReachWithTwiceTheText() {
        RuntimeEnvironment.setFontScale(2f)
        goToNumber()
        next()
        stage.node(stage.words(TextKey.GUIDE_NEXT)).assertIsDisplayed()
        stage.press(TextKey.GUIDE_STUCK)
        stage.node(stage.words(TextKey.GUIDE_STUCK_BACK)).assertIsDisplayed()
    }
}
