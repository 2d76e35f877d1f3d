package dk.kodebro.app

import android.app.AlarmManager
import android.app.NotificationManager
import android.app.PendingIntent
import android.content.ClipData
import android.content.ClipboardManager
import android.content.ContextWrapper
import android.content.Intent
import android.view.WindowManager.LayoutParams.FLAG_SECURE
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import androidx.lifecycle.Lifecycle
import dk.kodebro.core.Event
import dk.kodebro.core.InternalException
import dk.kodebro.core.SecretText
import dk.kodebro.core.Session
import dk.kodebro.core.SessionException
import dk.kodebro.core.SessionInterface
import dk.kodebro.core.TextKey
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

/** A core that fails when it is told to. */
private class Failing(private val session: Session, private val failure: Exception) :
    SessionInterface by session {
    var isBroken = false

    override fun handle(event: Event, at: ULong) =
        if (isBroken) throw failure else session.handle(event, at)
}

/** Where a code may stand, and that it goes away again. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [29, 34, 35], application = StagedApplication::class)
class CodeCareTest {
    @get:Rule val rule = createEmptyComposeRule()
    private lateinit var stage: Stage

    private val clipboard
        get() = stage.service(ClipboardManager::class.java)

    @Before
    fun setTheStage() {
        stage = Stage(rule)
    }

    private fun showCode() {
        stage.openWaiting()
        stage.messageCame()
        stage.allow()
    }

    private fun isSecure(): Boolean {
        var flags = 0
        stage.scenario.onActivity { flags = it.window.attributes.flags }
        return flags and FLAG_SECURE != 0
    }

    @Test
    fun theScreenIsSecureWhileACodeStandsAndNoLonger() {
        stage.openWaiting()
        assertFalse(isSecure())
        stage.messageCame()
        stage.allow()
        assertTrue(isSecure())
        stage.scenario.recreate()
        assertTrue("after a turn as well", isSecure())
        stage.press(TextKey.CODE_USED)
        assertFalse(isSecure())
    }

    @Test
    fun aCopiedCodeIsMarkedSensitiveAndGoesWithTheCode() {
        showCode()
        stage.press(TextKey.CODE_COPY)
        assertEquals("402913", clipboard.primaryClip?.getItemAt(0)?.text.toString())
        val extras = clipboard.primaryClipDescription?.extras
        assertTrue(extras?.getBoolean("android.content.extra.IS_SENSITIVE") == true)
        stage.pass(181)
        assertNull(clipboard.primaryClip)
    }

    @Test
    fun aCopiedCodeGoesWhenItWasUsed() {
        showCode()
        stage.press(TextKey.CODE_COPY)
        stage.press(TextKey.CODE_USED)
        assertNull(clipboard.primaryClip)
    }

    @Test
    fun whatThePersonCopiedSinceStays() {
        showCode()
        stage.press(TextKey.CODE_COPY)
        clipboard.setPrimaryClip(ClipData.newPlainText("a note", "milk"))
        stage.press(TextKey.CODE_USED)
        assertEquals("milk", clipboard.primaryClip?.getItemAt(0)?.text.toString())
    }

    @Test
    fun aCodeThatAKilledProcessLeftOnTheClipboardIsCleared() {
        showCode()
        stage.press(TextKey.CODE_COPY)
        val session =
            Session.open(stage.application.filesDir.resolve("kept").path, "da", null)
        Phone(session, AndroidPlatform(stage.application, stage.application::now), stage.application.source)
            .start()
        assertNull(clipboard.primaryClip)
    }

    /** The app is left with a copied code, until the code is over: what Android calls then. */
    private fun alarmOfACodeThatIsOver(): PendingIntent {
        showCode()
        stage.press(TextKey.CODE_COPY)
        val left = (stage.screen as dk.kodebro.core.Screen.Code).code.secondsLeft.toLong()
        stage.scenario.moveToState(Lifecycle.State.CREATED)
        val alarm = shadowOf(stage.service(AlarmManager::class.java)).scheduledAlarms.single()
        assertTrue("it comes while the device lies idle", alarm.isAllowWhileIdle)
        assertEquals("it comes at the end of the code", left, (alarm.triggerAtMs - stage.application.now() + 999) / 1_000)
        val call = checkNotNull(alarm.operation) { "a listener goes with a frozen process" }
        assertTrue("nobody may change it", shadowOf(call).isImmutable)
        stage.application.ahead += 181_000
        return call
    }

    @Test
    fun aCopiedCodeGoesThoughAndroidHasFrozenTheApp() {
        alarmOfACodeThatIsOver().send()
        stage.settle()
        assertNull(clipboard.primaryClip)
        assertEquals(dk.kodebro.core.Screen.Expired, stage.screen)
    }

    @Test
    fun theEndOfAWaitIsToldThoughAndroidHasEndedTheProcess() {
        stage.openWaiting()
        stage.scenario.moveToState(Lifecycle.State.CREATED)
        val alarm = shadowOf(stage.service(AlarmManager::class.java)).scheduledAlarms.single().operation
        stage.scenario.close()
        stage.application.kill()
        stage.application.ahead += 301_000
        checkNotNull(alarm).send()
        stage.settle()
        assertEquals(stage.words(TextKey.NOTIFICATION_NO_CODE_CAME), stage.notified)
    }

    @Test
    fun aCopiedCodeGoesThoughAndroidHasEndedTheProcess() {
        val alarm = alarmOfACodeThatIsOver()
        stage.scenario.close()
        stage.application.kill()
        assertEquals("402913", clipboard.primaryClip?.getItemAt(0)?.text.toString())
        alarm.send()
        stage.settle()
        assertNull(clipboard.primaryClip)
    }

    @Test
    fun aPhoneWithoutAClipboardSaysWhatToDo() {
        val without =
            object : ContextWrapper(stage.application) {
                override fun getSystemService(name: String): Any? =
                    if (name == CLIPBOARD_SERVICE) null else super.getSystemService(name)
            }
        val session = Session.open(stage.application.filesDir.resolve("other").path, "da", null)
        val platform = AndroidPlatform(without, stage.application::now)
        val phone = Phone(session, platform, stage.application.source)
        phone.start()
        phone.paste()
        assertEquals(phone.words[TextKey.PROBLEM_PASTE], phone.view.notice)
        phone.tell(Event.MessageShared(SecretText(SMS)))
        phone.tell(Event.CodeExpected)
        phone.tell(Event.CopyPressed)
        assertEquals(phone.words[TextKey.PROBLEM_COPY], phone.view.notice)
    }

    @Test
    fun aSharedCodeGoesToTheChooser() {
        showCode()
        stage.press(TextKey.CODE_SHARE)
        val chooser = shadowOf(stage.application).nextStartedActivity
        assertEquals(Intent.ACTION_CHOOSER, chooser.action)
        @Suppress("DEPRECATION") val sent = chooser.getParcelableExtra<Intent>(Intent.EXTRA_INTENT)
        assertEquals("402913", sent?.getStringExtra(Intent.EXTRA_TEXT))
    }

    @Test
    fun theNotificationTellsThatACodeIsThereAndNotWhich() {
        stage.openWaiting()
        stage.scenario.moveToState(Lifecycle.State.CREATED)
        assertEquals(stage.words(TextKey.NOTIFICATION_WAITING), stage.notified)
        stage.phone.tell(Event.MessageShared(SecretText(SMS)))
        val notification = stage.notifications.single()
        assertFalse(notification.extras.toString().contains("402913"))
        stage.scenario.moveToState(Lifecycle.State.RESUMED)
        assertTrue(stage.notifications.isEmpty())
    }

    @Test
    fun thatItWaitsIsToldQuietlyAndTheRestAloud() {
        stage.openWaiting()
        stage.scenario.moveToState(Lifecycle.State.CREATED)
        assertEquals(NotificationManager.IMPORTANCE_LOW, importance())
        stage.messageCame()
        assertEquals(NotificationManager.IMPORTANCE_HIGH, importance())
        stage.phone.tell(Event.MessageShared(SecretText(SMS)))
        assertEquals(NotificationManager.IMPORTANCE_HIGH, importance())
    }

    /** How loud the notification that stands is. */
    private fun importance(): Int? {
        val manager = stage.service(NotificationManager::class.java)
        return manager.getNotificationChannel(stage.notifications.single().channelId)?.importance
    }

    @Test
    fun aCodeRunsOutWhileTheAppIsNotSeen() {
        showCode()
        stage.scenario.moveToState(Lifecycle.State.CREATED)
        stage.pass(200)
        assertNull(stage.code())
        assertEquals(dk.kodebro.core.Screen.Expired, stage.screen)
    }

    @Test
    fun aFailureOfTheCoreIsToldAndTheAppGoesOn() {
        for (failure in listOf(SessionException.Panicked("it failed"), InternalException("it failed"))) {
            stage.open()
            val phone = stage.phone
            val kept = stage.application.filesDir.resolve("other").path
            val failing = Failing(Session.open(kept, "da", null), failure)
            val broken = Phone(failing, AndroidPlatform(stage.application, stage.application::now), stage.application.source)
            broken.start()
            failing.isBroken = true
            broken.tell(Event.WaitRequested)
            assertEquals(dk.kodebro.core.Screen.Home, broken.view.screen)
            assertEquals(broken.words[TextKey.PROBLEM_CORE], broken.view.notice)
            failing.isBroken = false
            broken.tell(Event.WaitRequested)
            assertEquals(dk.kodebro.core.Screen.ConsentExplained, broken.view.screen)
            assertEquals(dk.kodebro.core.Screen.Home, phone.view.screen)
            stage.scenario.close()
        }
    }
}
