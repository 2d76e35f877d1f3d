package dk.kodebro.app

import android.content.Intent
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import com.google.android.gms.auth.api.phone.SmsCodeRetriever
import com.google.android.gms.auth.api.phone.SmsRetrieverStatusCodes
import com.google.android.gms.common.api.ApiException
import com.google.android.gms.common.api.CommonStatusCodes
import com.google.android.gms.common.api.Status
import com.google.android.gms.tasks.Tasks
import dk.kodebro.core.Screen
import dk.kodebro.core.TextKey
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config

/** Codes from Play services where the app is the autofill service. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [29, 34, 35], application = StagedApplication::class)
class SmsCodeTest {
    @get:Rule val rule = createEmptyComposeRule()
    private lateinit var stage: Stage

    @Before
    fun setTheStage() {
        stage = Stage(rule)
        stage.application.isAutofillService = true
    }

    private fun codeCame(status: Int = CommonStatusCodes.SUCCESS, fill: Intent.() -> Unit) =
        stage.broadcast(action = SmsCodeRetriever.SMS_CODE_RETRIEVED_ACTION) {
            putExtra(SmsCodeRetriever.EXTRA_STATUS, Status(status))
            fill()
        }

    @Test
    fun aCodeIsShownWithoutAQuestion() {
        stage.openWaiting()
        assertEquals("nobody is asked for consent", 0, stage.application.asked)
        codeCame { putExtra(SmsCodeRetriever.EXTRA_SMS_CODE, "402913") }
        assertNull(stage.asked())
        assertEquals("402913", stage.code())
    }

    @Test
    fun whereItIsNotAllowedOrNotThereThePersonIsAskedForEachMessage() {
        val failures =
            listOf(
                SmsRetrieverStatusCodes.USER_PERMISSION_REQUIRED,
                SmsRetrieverStatusCodes.API_NOT_AVAILABLE,
                SmsRetrieverStatusCodes.PLATFORM_NOT_SUPPORTED,
            )
        for ((count, failure) in failures.withIndex()) {
            stage.application.codes.answer = Tasks.forException(ApiException(Status(failure)))
            stage.openWaiting()
            assertEquals(count + 1, stage.application.asked)
            stage.press(TextKey.BUTTON_CANCEL)
            stage.scenario.close()
        }
    }

    @Test
    fun anotherAutofillServiceLeavesItToTheQuestion() {
        stage.application.isAutofillService = false
        stage.openWaiting()
        assertEquals(1, stage.application.asked)
    }

    @Test
    fun aBroadcastWithoutACodeIsTold() {
        stage.openWaiting()
        codeCame {}
        stage.node(stage.words(TextKey.WAITING_PASTE)).assertExists()
    }

    @Test
    fun itsTimeoutEndsTheWait() {
        stage.openWaiting()
        stage.pass(290)
        codeCame(CommonStatusCodes.TIMEOUT) {}
        assertTrue((stage.screen as Screen.WhyNoMessage).afterWait)
    }

    @Test
    fun aCancelledWaitTakesNoCode() {
        stage.openWaiting()
        stage.press(TextKey.BUTTON_CANCEL)
        codeCame { putExtra(SmsCodeRetriever.EXTRA_SMS_CODE, "402913") }
        assertEquals(Screen.Home, stage.screen)
    }
}
