package dk.kodebro.app.autofill

import android.app.Activity
import android.app.NotificationManager
import android.app.assist.AssistStructure
import android.app.slice.SliceItem
import android.content.Intent
import android.content.pm.Signature
import android.os.Build
import android.os.Bundle
import android.service.autofill.Dataset
import android.text.InputType
import android.util.Size
import android.view.View
import android.view.WindowManager.LayoutParams.FLAG_SECURE
import android.view.autofill.AutofillManager
import android.view.inputmethod.InlineSuggestionsRequest
import android.widget.FrameLayout
import android.widget.RemoteViews
import android.widget.TextView
import android.widget.inline.InlinePresentationSpec
import androidx.autofill.inline.UiVersions
import androidx.autofill.inline.v1.InlineSuggestionUi
import androidx.compose.ui.test.junit4.createEmptyComposeRule
import androidx.test.core.app.ActivityScenario
import androidx.test.core.app.ApplicationProvider
import androidx.lifecycle.Lifecycle
import dk.kodebro.app.MainActivity
import dk.kodebro.app.PhoneActivity
import dk.kodebro.app.R
import dk.kodebro.app.SMS
import dk.kodebro.app.StagedApplication
import dk.kodebro.core.Event
import dk.kodebro.core.Screen
import dk.kodebro.core.SecretText
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
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowLooper

/** What the service offers for what Android shows it, and what the tap on it leads to. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [29, 34, 35], application = StagedApplication::class)
class AutofillServiceTest {
    @get:Rule val rule = createEmptyComposeRule()
    private val app: StagedApplication = ApplicationProvider.getApplicationContext()
    private val phone
        get() = app.phone

    @Before
    fun installTheBrowser() = install(app, CHROME, CHROMES_CERTIFICATE)

    @Test
    fun microsoftsFieldInAKnownBrowserGetsAWait() {
        val shown = page(CHROME, MICROSOFT, microsoftsField(focused = true), passwordField())
        val offer = checkNotNull(ask(shown.structure))
        assertEquals("the field for the code alone", listOf(shown.page.ids[0]), offer.fieldIds)
        assertEquals("no value before the tap", listOf(null), offer.fieldValues)
        assertNotNull(offer.authentication)
        assertEquals(phone.words[TextKey.AUTOFILL_WAIT], texts(offer)[0])
    }

    @Test
    fun aLiveCodeIsShownInGroupsAndSpokenDigitByDigit() {
        haveCode()
        val offer = checkNotNull(ask(page(CHROME, MICROSOFT, microsoftsField()).structure))
        assertEquals(listOf("402 913", phone.words[TextKey.AUTOFILL_CODE]), texts(offer))
        val spoken = inflate(offer).findViewById<View>(R.id.autofill_choice)?.contentDescription
        assertEquals(phone.words.with(TextKey.AUTOFILL_SPOKEN, "code", "4 0 2, 9 1 3"), spoken)
        assertNotNull("the code is handed out at the tap", offer.authentication)
        assertEquals(listOf(null), offer.fieldValues)
    }

    @Test
    fun anUnknownBrowserIsNotBelieved() {
        val field = microsoftsField(focused = true)
        assertNull(ask(page("com.example.browser", MICROSOFT, field).structure))
        install(app, "com.example.browser", CHROMES_CERTIFICATE)
        assertNull(ask(page("com.example.browser", MICROSOFT, field).structure))
        install(app, CHROME, Signature("0102030405"))
        assertNull(ask(page(CHROME, MICROSOFT, field).structure))
    }

    @Test
    fun aWebViewOfAnotherAppIsNotBelieved() {
        install(app, "com.example.reader", Signature("0102030405"))
        haveCode()
        assertNull(ask(page("com.example.reader", MICROSOFT, microsoftsField()).structure))
        val native = WebField(hints = listOf("smsOTPCode"))
        assertNull(ask(page("com.example.reader", null, native).structure))
    }

    @Test
    fun aFieldWithOnlyAHintIsKnownOnAListedPageAndNowhereElse() {
        val field = WebField(hints = listOf("one-time-code"))
        assertNotNull(ask(page(CHROME, "https://id.ku.dk", field).structure))
        assertNull(ask(page(CHROME, "https://shop.example", field).structure))
        assertNull(ask(page(CHROME, "http://id.ku.dk", field).structure))
        assertNull(ask(page(CHROME, null, field).structure))
    }

    @Test
    fun passwordHiddenAndForeignFieldsGetNothing() {
        val code = listOf("autocomplete" to "one-time-code")
        val hidden = WebField(code, visibility = View.INVISIBLE)
        val masked =
            WebField(
                code,
                inputType = InputType.TYPE_CLASS_NUMBER or InputType.TYPE_NUMBER_VARIATION_PASSWORD,
            )
        val foreign = WebField(code, domain = "https://ads.example", focused = true)
        for (field in listOf(passwordField(), masked, hidden, foreign, WebField())) {
            assertNull(ask(page(CHROME, MICROSOFT, field).structure))
        }
    }

    @Test
    fun numberedFieldsAreAllOffered() {
        val fields = (1..6).map { WebField(hints = listOf("smsOTPCode$it")) }.toTypedArray()
        val shown = page(CHROME, MICROSOFT, *fields)
        assertEquals(shown.page.ids, ask(shown.structure)?.fieldIds)
    }

    @Test
    @Config(sdk = [34, 35])
    fun theChoiceStandsAboveAKeyboardThatCanShowIt() {
        haveCode()
        val structure = page(CHROME, MICROSOFT, microsoftsField()).structure
        val known = UiVersions.newStylesBuilder().addStyle(InlineSuggestionUi.newStyleBuilder().build())
        val shown = ask(structure, keyboard(known.build()))?.getFieldInlinePresentation(0)
        val lines = shown?.slice?.items.orEmpty().filter { it.format == SliceItem.FORMAT_TEXT }
        val words = lines.map { it.text.toString() }
        assertTrue(words.containsAll(listOf("402 913", phone.words[TextKey.AUTOFILL_CODE])))
        val other = checkNotNull(ask(structure, keyboard(Bundle.EMPTY)))
        assertNull(other.getFieldInlinePresentation(0))
        assertEquals("402 913", texts(other)[0])
    }

    private fun keyboard(style: Bundle): InlineSuggestionsRequest {
        val size = Size(100, 40)
        val place = InlinePresentationSpec.Builder(size, size).setStyle(style).build()
        return InlineSuggestionsRequest.Builder(listOf(place)).build()
    }

    @Test
    fun whatCannotBeReadGetsNothing() {
        assertNull(ask(AssistStructure()))
        assertNull(ask(page(CHROME, MICROSOFT).structure))
        val long = "x".repeat(1_000_000)
        val odd =
            WebField(
                attributes = List(1_000) { "id" to long } + ("maxlength" to "-1"),
                hints = List(1_000) { long },
                domain = long,
            )
        assertNull(ask(page(CHROME, long, odd).structure))
        val many = Array(20_000) { WebField() } + microsoftsField()
        assertNull(ask(page(CHROME, MICROSOFT, *many).structure))
        assertNull(ask(page(CHROME, MICROSOFT, microsoftsField(), depth = 1_000).structure))
        assertNotNull(ask(page(CHROME, MICROSOFT, microsoftsField(), depth = 20).structure))
    }

    @Test
    fun theTapWaitsAndHandsOverTheCode() {
        val shown = page(CHROME, MICROSOFT, microsoftsField(focused = true))
        tap(shown.structure).use { tapped ->
            assertEquals(Screen.ConsentExplained, phone.view.screen)
            tell(Event.ConsentExplained)
            assertTrue(phone.view.screen is Screen.Waiting)
            tell(Event.MessageShared(SecretText(SMS)))
            assertEquals(listOf(shown.page.ids[0] to "402913"), filledIn(tapped.result))
        }
    }

    @Test
    fun theTapHandsOverAnEarlierCodeAtOnce() {
        haveCode()
        val shown = page(CHROME, MICROSOFT, microsoftsField())
        tap(shown.structure).use {
            assertEquals("402913", filledIn(it.result)?.single()?.second)
            val once = AutofillManager.EXTRA_AUTHENTICATION_RESULT_EPHEMERAL_DATASET
            val isKept = !it.result.resultData.getBooleanExtra(once, false)
            assertEquals("older versions cannot forget it", Build.VERSION.SDK_INT < 31, isKept)
        }
        assertTrue("the code stays in the app", phone.view.screen is Screen.Code)
    }

    @Test
    fun theTapHandsOverACodeInPieces() {
        haveCode()
        val fields = (1..6).map { WebField(hints = listOf("smsOTPCode$it")) }.toTypedArray()
        tap(page(CHROME, MICROSOFT, *fields).structure).use { tapped ->
            val pieces = filledIn(tapped.result)?.map { it.second }
            assertEquals(listOf("4", "0", "2", "9", "1", "3"), pieces)
        }
    }

    @Test
    fun whoeverLeavesTheWaitGetsNothing() {
        tap(page(CHROME, MICROSOFT, microsoftsField()).structure).use { tapped ->
            tell(Event.ConsentExplained)
            tell(Event.WaitCancelled)
            assertEquals(Activity.RESULT_CANCELED, tapped.result.resultCode)
        }
        assertEquals(Screen.Home, phone.view.screen)
    }

    @Test
    fun aWaitThatGoesOnIsNotBegunAnew() {
        haveWait()
        assertEquals(1, app.asked)
        tap(page(CHROME, MICROSOFT, microsoftsField()).structure).use {
            assertTrue(phone.view.screen is Screen.Waiting)
            assertEquals(1, app.asked)
        }
    }

    private fun beside(use: (ActivityScenario<MainActivity>, ActivityScenario<AutofillWaitActivity>) -> Unit) {
        ActivityScenario.launch(MainActivity::class.java).use { main ->
            haveWait()
            tap(page(CHROME, MICROSOFT, microsoftsField()).structure).use { use(main, it) }
        }
    }

    private fun isSecure(window: ActivityScenario<out PhoneActivity>): Boolean {
        var flags = 0
        window.onActivity { flags = it.window.attributes.flags }
        return flags and FLAG_SECURE != 0
    }

    @Test
    fun whereTwoWindowsShowCodesBothAreSecure() = beside { main, tapped ->
        tell(Event.MessageShared(SecretText("Koder: 402913 eller 771902")))
        assertTrue(phone.view.screen is Screen.Choose)
        assertEquals(listOf(true, true), listOf(isSecure(main), isSecure(tapped)))
        tell(Event.HomePressed)
        assertFalse(isSecure(main))
    }

    @Test
    fun theAppIsSeenAsLongAsOneWindowIs() = beside { main, tapped ->
        val notifications = shadowOf(app.getSystemService(NotificationManager::class.java))
        // Android starts the one window before it stops the other.
        main.moveToState(Lifecycle.State.CREATED)
        assertTrue(notifications.allNotifications.isEmpty())
        tapped.moveToState(Lifecycle.State.CREATED)
        val waiting = notifications.allNotifications.single().extras.getCharSequence("android.text")
        assertEquals(phone.words[TextKey.NOTIFICATION_WAITING], waiting)
    }

    @Test
    fun aTapWithoutAFormOrForAnotherPageGetsNothing() {
        haveCode()
        val other = page(CHROME, "https://shop.example", microsoftsField()).structure
        for (structure in listOf(null, other, AssistStructure())) {
            tap(structure).use { assertEquals(Activity.RESULT_CANCELED, it.result.resultCode) }
        }
        val wrong = Intent(app, AutofillWaitActivity::class.java)
        wrong.putExtra(AutofillManager.EXTRA_ASSIST_STRUCTURE, "no structure")
        ActivityScenario.launchActivityForResult<AutofillWaitActivity>(wrong).use {
            assertEquals(Activity.RESULT_CANCELED, it.result.resultCode)
        }
    }

    @Test
    fun theTapOpensThisAppWithTheFormThatAndroidAdds() {
        val structure = page(CHROME, MICROSOFT, microsoftsField()).structure
        val opened = intentOfTap(app, checkNotNull(ask(structure)), structure)
        assertEquals(AutofillWaitActivity::class.java.name, opened.component?.className)
        assertTrue(opened.hasExtra(AutofillManager.EXTRA_ASSIST_STRUCTURE))
        val target = app.packageManager.getActivityInfo(checkNotNull(opened.component), 0)
        assertFalse("only this app and Android open it", target.exported)
    }

    private fun haveWait() {
        phone.tell(Event.WaitRequested)
        phone.tell(Event.ConsentExplained)
    }

    private fun haveCode() {
        haveWait()
        phone.tell(Event.MessageShared(SecretText(SMS)))
        assertTrue(phone.view.screen is Screen.Code)
    }

    /** Something happens while a window is there. */
    private fun tell(event: Event) {
        phone.tell(event)
        ShadowLooper.idleMainLooper()
        rule.waitForIdle()
    }

    private fun tap(structure: AssistStructure?): ActivityScenario<AutofillWaitActivity> {
        val intent = Intent(app, AutofillWaitActivity::class.java)
        structure?.let { intent.putExtra(AutofillManager.EXTRA_ASSIST_STRUCTURE, it) }
        return ActivityScenario.launchActivityForResult<AutofillWaitActivity>(intent)
    }

    private fun inflate(dataset: Dataset): View {
        val presentation: RemoteViews = checkNotNull(dataset.getFieldPresentation(0))
        return presentation.apply(app, FrameLayout(app))
    }

    private fun texts(dataset: Dataset): List<String> =
        listOf(R.id.autofill_title, R.id.autofill_subtitle).map {
            checkNotNull(inflate(dataset).findViewById<TextView>(it)).text.toString()
        }
}
