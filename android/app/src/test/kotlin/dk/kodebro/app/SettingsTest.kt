package dk.kodebro.app

import android.app.LocaleManager
import android.app.PendingIntent
import android.content.Intent
import android.os.LocaleList
import android.provider.Settings
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import androidx.lifecycle.Lifecycle
import com.google.android.gms.auth.api.phone.SmsCodeAutofillClient.PermissionState
import com.google.android.gms.auth.api.phone.SmsRetrieverStatusCodes
import com.google.android.gms.common.api.ApiException
import com.google.android.gms.common.api.CommonStatusCodes
import com.google.android.gms.common.api.ResolvableApiException
import com.google.android.gms.common.api.Status
import com.google.android.gms.tasks.Tasks
import dk.kodebro.core.Language
import dk.kodebro.core.TextKey
import dk.kodebro.core.texts
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

/** The settings, with what Android and Play services say to them. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [29, 34, 35], application = StagedApplication::class, qualifiers = "da")
class SettingsTest {
    @get:Rule val rule = createEmptyComposeRule()
    private lateinit var stage: Stage

    @Before
    fun setTheStage() {
        stage = Stage(rule)
    }

    private val codes
        get() = stage.application.codes

    private fun openSettings() {
        stage.open()
        stage.press(TextKey.HOME_SETTINGS)
    }

    /** The person is in Android's settings meanwhile. */
    private fun comeBackAfter(change: () -> Unit) {
        stage.scenario.moveToState(Lifecycle.State.CREATED)
        change()
        stage.scenario.moveToState(Lifecycle.State.RESUMED)
        stage.settle()
    }

    private fun allow() = stage.node(stage.words(TextKey.SETTINGS_AUTOFILL_ALLOW))

    private fun openWithCodesNotAllowed() {
        stage.application.isAutofillService = true
        codes.permission = PermissionState.NONE
        openSettings()
    }

    @Test
    fun whoComesBackFromAndroidsSettingsSeesWhatWasChosenThere() {
        openSettings()
        stage.press(TextKey.SETTINGS_AUTOFILL_CHOOSE)
        val opened = shadowOf(stage.application).nextStartedActivity
        assertEquals(Settings.ACTION_REQUEST_SET_AUTOFILL_SERVICE, opened.action)
        comeBackAfter { stage.application.isAutofillService = true }
        stage.node(stage.words(TextKey.SETTINGS_AUTOFILL_ON)).assertExists()
        comeBackAfter { stage.application.isAutofillService = false }
        stage.node(stage.words(TextKey.SETTINGS_AUTOFILL_CHOOSE)).assertExists()
    }

    @Test
    fun theButtonToAllowCodesIsThereUntilTheyAreAllowed() {
        openWithCodesNotAllowed()
        stage.press(TextKey.SETTINGS_AUTOFILL_ALLOW)
        assertNull(stage.notice)
        allow().assertDoesNotExist()
    }

    @Test
    fun codesThatWereAllowedMeanwhileAreNotAskedFor() {
        openWithCodesNotAllowed()
        allow().assertExists()
        comeBackAfter { codes.permission = PermissionState.GRANTED }
        allow().assertDoesNotExist()
    }

    @Test
    fun playServicesAsksWhetherCodesAreAllowed() {
        openWithCodesNotAllowed()
        val question =
            PendingIntent.getActivity(stage.application, 7, Intent("question"), PendingIntent.FLAG_IMMUTABLE)
        val required = Status(SmsRetrieverStatusCodes.USER_PERMISSION_REQUIRED, "allow it", question)
        codes.answer = Tasks.forException(ResolvableApiException(required))
        stage.press(TextKey.SETTINGS_AUTOFILL_ALLOW)
        assertNull(stage.notice)
        assertEquals("question", stage.asked()?.action)
    }

    @Test
    fun whereItCannotAskThePersonIsTold() {
        openWithCodesNotAllowed()
        val lacking = ApiException(Status(CommonStatusCodes.API_NOT_CONNECTED))
        for (answer in listOf(Tasks.forException<Void>(lacking), null)) {
            codes.answer = answer
            stage.press(TextKey.SETTINGS_AUTOFILL_ALLOW)
            assertEquals(stage.words(TextKey.PROBLEM_OPEN_SETTINGS), stage.notice)
            stage.phone.tell(dk.kodebro.core.Event.BackPressed)
            stage.settle()
            stage.press(TextKey.HOME_SETTINGS)
            assertNull(stage.notice)
        }
    }

    private var languageInAndroid: LocaleList
        get() = stage.service(LocaleManager::class.java).applicationLocales
        set(locales) {
            stage.service(LocaleManager::class.java).applicationLocales = locales
            // Android makes the window anew.
            stage.scenario.recreate()
            stage.settle()
        }

    private fun chooseEnglish() {
        stage.press(texts(Language.ENGLISH).getValue(TextKey.LANGUAGE_NAME))
        assertEquals(Language.ENGLISH, stage.phone.view.language)
    }

    @Test
    @Config(sdk = [34, 35])
    fun aLanguageThatIsChosenInAndroidsSettingsIsSpoken() {
        openSettings()
        languageInAndroid = LocaleList.forLanguageTags("en-GB")
        assertEquals(Language.ENGLISH, stage.phone.view.language)
        languageInAndroid = LocaleList.getEmptyLocaleList()
        assertEquals("the system's own", Language.DANISH, stage.phone.view.language)
    }

    @Test
    @Config(sdk = [34, 35])
    fun androidsSettingsKnowTheLanguageThatWasChosenUntilEverythingIsDeleted() {
        openSettings()
        chooseEnglish()
        assertEquals("en", languageInAndroid.toLanguageTags())
        stage.scenario.recreate()
        assertEquals(Language.ENGLISH, stage.phone.view.language)
        stage.press(TextKey.SETTINGS_DELETE)
        stage.press(TextKey.DELETE_CONFIRM)
        assertTrue(languageInAndroid.isEmpty)
        assertEquals(Language.DANISH, stage.phone.view.language)
    }

    @Test
    @Config(sdk = [29])
    fun anAndroidWithoutALanguageForEachAppLeavesTheChoiceToTheApp() {
        openSettings()
        chooseEnglish()
        stage.scenario.recreate()
        assertEquals(Language.ENGLISH, stage.phone.view.language)
    }

    @Test
    fun aPhoneWhosePlayServicesFailsAtOnceShowsItsSettings() {
        stage.application.isAutofillService = true
        codes.permission = null
        openSettings()
        stage.node(stage.words(TextKey.SETTINGS_AUTOFILL_ON)).assertExists()
        allow().assertDoesNotExist()
    }
}
