package dk.kodebro.app

import android.content.Intent
import android.os.Bundle
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import com.google.android.gms.auth.api.phone.SmsRetriever
import com.google.android.gms.common.api.ApiException
import com.google.android.gms.common.api.CommonStatusCodes
import com.google.android.gms.common.api.Status
import com.google.android.gms.tasks.Tasks
import dk.kodebro.core.Screen
import dk.kodebro.core.TextKey
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config

/** From the wish to wait to the code, with what Play services sends. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [29, 34, 35], application = StagedApplication::class)
class ConsentTest {
    @get:Rule val rule = createEmptyComposeRule()
    private lateinit var stage: Stage

    @Before
    fun setTheStage() {
        stage = Stage(rule)
    }

    @Test
    fun aMessageThatMayBeReadBecomesTheCode() {
        stage.openWaiting()
        assertEquals(1, stage.application.asked)
        stage.messageCame()
        assertEquals(stage.question().component, stage.asked()?.component)
        stage.allow()
        assertEquals("402913", stage.code())
        stage.node(stage.words(TextKey.CODE_TYPE_IT)).assertExists()
    }

    @Test
    fun theFirstWaitTellsWhatWillBeAsked() {
        stage.open()
        stage.press(TextKey.HOME_WAIT)
        assertEquals(Screen.ConsentExplained, stage.screen)
        assertEquals("nothing listens before that is read", 0, stage.application.asked)
    }

    @Test
    fun aMessageThatMayNotBeReadLeavesTheWaitAsItWas() {
        stage.openWaiting()
        stage.messageCame()
        stage.refuse()
        assertTrue(stage.screen is Screen.Waiting)
        assertEquals(stage.words(TextKey.NOTICE_REFUSED), stage.notice)
        assertEquals("it listens again", 2, stage.application.asked)
    }

    @Test
    fun theSecondMessageIsReadWhereTheFirstHeldNoCode() {
        stage.openWaiting()
        stage.messageCame()
        stage.allow("Din pakke kan hentes i dag. Husk legitimation.")
        assertTrue(stage.screen is Screen.Waiting)
        stage.messageCame()
        stage.allow()
        assertEquals("402913", stage.code())
    }

    @Test
    fun theSameBroadcastTwiceAsksOnce() {
        stage.openWaiting()
        stage.messageCame()
        assertNotNull(stage.asked())
        stage.messageCame()
        assertNull(stage.asked())
        stage.allow()
        assertEquals("402913", stage.code())
    }

    @Test
    fun silenceIsExplained() {
        stage.openWaiting()
        stage.pass(290)
        stage.timeout()
        assertTrue((stage.screen as Screen.WhyNoMessage).afterWait)
    }

    @Test
    fun silenceIsExplainedWherePlayServicesSaysNothing() {
        stage.openWaiting()
        stage.pass(301)
        assertTrue((stage.screen as Screen.WhyNoMessage).afterWait)
    }

    @Test
    fun aQuestionOfAnotherAppIsNotShown() {
        stage.openWaiting()
        stage.messageCame(Intent().setClassName("org.example.other", "ConsentActivity"))
        assertNull(stage.asked())
        stage.node(stage.words(TextKey.WAITING_PASTE)).assertExists()
    }

    @Test
    @Config(sdk = [34])
    fun aPhoneThatCannotListenOffersNoNotification() {
        stage.openWaiting()
        stage.node(stage.words(TextKey.WAITING_NOTIFY)).assertExists()
        stage.messageCame(Intent().setClassName("org.example.other", "ConsentActivity"))
        stage.node(stage.words(TextKey.WAITING_NOTIFY)).assertDoesNotExist()
    }

    @Test
    fun aQuestionThatLeadsIntoThisAppIsNotShown() {
        stage.openWaiting()
        stage.messageCame(Intent(stage.application, MainActivity::class.java))
        assertNull(stage.asked())
    }

    @Test
    fun aBroadcastWithoutThePermissionIsNotReceived() {
        stage.openWaiting()
        stage.broadcast(permission = null) {
            putExtra(SmsRetriever.EXTRA_STATUS, Status(CommonStatusCodes.SUCCESS))
            putExtra(SmsRetriever.EXTRA_CONSENT_INTENT, stage.question())
        }
        assertNull(stage.asked())
        assertNull(stage.notice)
    }

    @Test
    fun aBroadcastWithMissingOrWrongExtrasIsToldAndTheMessageCanBePasted() {
        for (extras in listOf(Bundle(), wrong(), Bundle().apply { putInt("unknown", 1) })) {
            stage.openWaiting()
            stage.broadcast { putExtras(extras) }
            assertNull(stage.asked())
            stage.node(stage.words(TextKey.WAITING_PASTE)).assertExists()
            stage.scenario.close()
            stage.phone.tell(dk.kodebro.core.Event.HomePressed)
        }
    }

    private fun wrong() =
        Bundle().apply {
            putString(SmsRetriever.EXTRA_STATUS, "0")
            putInt(SmsRetriever.EXTRA_CONSENT_INTENT, 7)
        }

    @Test
    fun anAnswerWithoutAMessageIsARefusal() {
        stage.openWaiting()
        stage.messageCame()
        stage.allow(null)
        assertEquals(stage.words(TextKey.NOTICE_REFUSED), stage.notice)
    }

    @Test
    fun aPhoneWithoutPlayServicesSaysSoAndTakesAPaste() {
        stage.application.answer =
            Tasks.forException(ApiException(Status(CommonStatusCodes.API_NOT_CONNECTED)))
        stage.openWaiting()
        stage.node(stage.words(TextKey.WAITING_PASTE)).assertExists()
        stage.phone.tell(
            dk.kodebro.core.Event.MessageShared(dk.kodebro.core.SecretText(SMS))
        )
        assertEquals("402913", stage.code())
    }

    @Test
    fun turningTheDeviceKeepsTheWaitAndTheQuestion() {
        stage.openWaiting()
        stage.scenario.recreate()
        assertTrue(stage.screen is Screen.Waiting)
        stage.messageCame()
        stage.allow()
        stage.scenario.recreate()
        assertEquals("402913", stage.code())
        assertEquals(1, stage.application.asked)
    }

    @Test
    fun turningTheDeviceUnderTheQuestionKeepsIt() {
        stage.openWaiting()
        stage.messageCame()
        assertNotNull(stage.asked())
        val asked = stage.askedForResult()
        stage.scenario.recreate()
        stage.settle()
        assertNull("it is not asked again", stage.asked())
        stage.answerTo(asked, SMS)
        assertEquals("402913", stage.code())
    }

    /** The process ends under the question; tells which request it was. */
    private fun endUnderTheQuestion(): Int {
        stage.openWaiting()
        stage.messageCame()
        val asked = stage.askedForResult()
        stage.application.kill()
        stage.scenario.recreate()
        stage.settle()
        return asked
    }

    @Test
    fun aYesThatComesAfterTheEndOfTheProcessCounts() {
        val asked = endUnderTheQuestion()
        assertTrue(stage.screen is Screen.Waiting)
        stage.answerTo(asked, SMS)
        assertEquals("402913", stage.code())
    }

    @Test
    fun aNoThatComesAfterTheEndOfTheProcessLeavesTheWaitAsItIs() {
        val asked = endUnderTheQuestion()
        stage.answerTo(asked, null)
        assertTrue(stage.screen is Screen.Waiting)
        assertEquals(stage.words(TextKey.NOTICE_WAIT_GOES_ON), stage.notice)
    }

    @Test
    fun aYesThatComesWhenTheWaitIsJustOverCounts() {
        stage.openWaiting()
        stage.pass(200)
        stage.messageCame()
        stage.pass(101)
        assertTrue((stage.screen as Screen.WhyNoMessage).afterWait)
        stage.allow()
        assertEquals("402913", stage.code())
    }

    @Test
    fun aQuestionThatWentWithItsWindowIsAskedAgain() {
        stage.openWaiting()
        stage.messageCame()
        assertNotNull(stage.asked())
        stage.scenario.close()
        assertFalse(stage.phone.isAsking)
        assertEquals(stage.words(TextKey.NOTIFICATION_MESSAGE_CAME), stage.notified)
        stage.open()
        assertNotNull(stage.asked())
        stage.allow()
        assertEquals("402913", stage.code())
    }

    @Test
    fun aMessageThatComesInTheBackgroundIsAskedAboutWhenTheAppIsSeenAgain() {
        stage.openWaiting()
        stage.scenario.moveToState(androidx.lifecycle.Lifecycle.State.CREATED)
        stage.messageCame()
        assertNull(stage.asked())
        stage.scenario.moveToState(androidx.lifecycle.Lifecycle.State.RESUMED)
        stage.settle()
        assertNotNull(stage.asked())
        stage.allow()
        assertEquals("402913", stage.code())
    }

    @Test
    fun aCancelledWaitListensNoMore() {
        stage.openWaiting()
        stage.press(TextKey.BUTTON_CANCEL)
        stage.messageCame()
        assertNull(stage.asked())
        assertEquals(Screen.Home, stage.screen)
        assertFalse(stage.phone.isAsking)
    }

    @Test
    fun anAppThatWasKilledWhileWaitingGoesOnWaiting() {
        stage.openWaiting()
        stage.scenario.close()
        val session =
            dk.kodebro.core.Session.open(stage.application.filesDir.resolve("kept").path, "da", null)
        val again = Phone(session, AndroidPlatform(stage.application, stage.application::now), stage.application.source)
        again.start()
        assertTrue(again.view.screen is Screen.Waiting)
        assertEquals(again.words[TextKey.NOTICE_WAIT_GOES_ON], again.view.notice)
        assertEquals("it listens again", 2, stage.application.asked)
    }
}
