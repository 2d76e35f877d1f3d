package dk.kodebro.app

import com.google.android.gms.common.api.ApiException
import com.google.android.gms.common.api.CommonStatusCodes
import com.google.android.gms.common.api.Status
import com.google.android.gms.tasks.Tasks
import dk.kodebro.core.Event
import dk.kodebro.core.GuideEvent
import dk.kodebro.core.GuideKind
import dk.kodebro.core.Page
import dk.kodebro.core.Screen
import dk.kodebro.core.SecretText
import dk.kodebro.core.TextKey

/** Everything the app can show, each with the events that lead there from the front page. */
enum class State(val lead: Stage.() -> Unit) {
    HOME({}),
    CONSENT({ tell(Event.WaitRequested) }),
    WAITING({
        waiting()
        pass(12)
    }),
    WAITING_WITHOUT_PLAY_SERVICES({
        application.answer =
            Tasks.forException(ApiException(Status(CommonStatusCodes.API_NOT_CONNECTED)))
        waiting()
    }),
    CODE({
        waiting()
        tell(Event.MessageOffered, Event.MessageAllowed(SecretText(SMS), null))
        pass(9)
    }),
    CODE_ALMOST_OVER_AND_COPIED({
        waiting()
        tell(Event.ResendPressed, Event.MessageOffered)
        tell(Event.MessageAllowed(SecretText(SMS), null), Event.CopyPressed)
        pass(165)
    }),
    CODE_WITH_LETTERS({
        waiting()
        tell(Event.MessageAllowed(SecretText("Your code is A7KQ-92XM-5T.\n\n@login.microsoftonline.com #A7KQ-92XM-5T"), null))
    }),
    CODE_THAT_NOBODY_ASKED_FOR({ tell(Event.MessageShared(SecretText(SMS))) }),
    CHOOSE({
        waiting()
        tell(Event.MessageAllowed(SecretText(TWO_CODES), null))
    }),
    EXPIRED({
        waiting()
        tell(Event.MessageAllowed(SecretText(SMS), null))
        pass(181)
    }),
    USED({
        waiting()
        tell(Event.MessageAllowed(SecretText(SMS), null), Event.CodeUsed)
    }),
    WARNING({
        tell(Event.MessageShared(SecretText(SMS)), Event.CodeNotMine)
    }),
    SILENCE({
        waiting()
        pass(301)
    }),
    HELP({ tell(Event.PageOpened(Page.HELP)) }),
    WHY_NO_MESSAGE({ tell(Event.PageOpened(Page.WHY_NO_MESSAGE)) }),
    SETTINGS({ tell(Event.PageOpened(Page.SETTINGS)) }),
    ABOUT({ tell(Event.PageOpened(Page.ABOUT)) }),
    LICENCES({
        tell(Event.PageOpened(Page.ABOUT))
        press(TextKey.ABOUT_LICENCES)
    }),
    LICENCE({
        tell(Event.PageOpened(Page.ABOUT))
        press(TextKey.ABOUT_LICENCES)
        press("rusqlite")
    }),
    DELETION({ tell(Event.PageOpened(Page.SETTINGS), Event.PageOpened(Page.CONFIRM_DELETION)) }),
    HOME_IN_THE_MIDDLE_OF_THE_GUIDE({
        guide(step = 3)
        tell(Event.HomePressed)
    }),
    GUIDE_START({ tell(Event.Guide(GuideEvent.Opened)) }),
    GUIDE_QUESTION({
        begin(GuideKind.REGISTRATION)
        press(GuideEvent.Answered(1u))
        tell(Event.BackPressed)
    }),
    GUIDE_NOT_FOR_YOU({
        begin(GuideKind.REGISTRATION)
        press(GuideEvent.Answered(2u))
    }),
    GUIDE_FIRST_STEP({ guide(step = 0) }),
    GUIDE_COMPUTER_STEP({ guide(step = 2) }),
    GUIDE_LINK_STEP({
        begin(GuideKind.SIGN_IN)
        press(GuideEvent.Answered(0u))
    }),
    GUIDE_NUMBER_STEP({
        guide(NUMBER)
        pass(12)
    }),
    GUIDE_PERHAPS_STEP({
        guide(NUMBER + 1)
        pass(12)
    }),
    GUIDE_MESSAGE_STEP({
        guide(MESSAGE)
        pass(12)
    }),
    GUIDE_MESSAGE_STEP_WITHOUT_WAIT({
        guide(MESSAGE)
        tell(Event.WaitCancelled)
    }),
    GUIDE_CODE_STEP({
        guide(MESSAGE + 1)
    }),
    GUIDE_GOES_ON_AFTER_THE_CODE({
        guide(MESSAGE)
        tell(Event.MessageAllowed(SecretText(SMS), null), Event.CodeUsed)
    }),
    GUIDE_STEPS({
        guide(step = 2)
        press(GuideEvent.StepsOpened)
    }),
    GUIDE_STUCK({
        guide(NUMBER)
        press(GuideEvent.StuckPressed)
    }),
    GUIDE_DONE({
        guide(LAST)
        press(GuideEvent.NextPressed)
    }),
    NO_CODE_FOUND({ tell(Event.MessageShared(SecretText("Din pakke kan hentes på Nørrebrogade 34 indtil kl. 20."))) }),
}

private const val TWO_CODES = "Koder: 402913 eller 771902"

/** Steps of the registration of a student with a password, counted from 0. */
private const val NUMBER = 6

private const val MESSAGE = 8

private const val LAST = 15

private fun Stage.tell(vararg events: Event) {
    events.forEach(phone::tell)
    settle()
}

private fun Stage.waiting() {
    tell(Event.WaitRequested)
    if (screen == Screen.ConsentExplained) tell(Event.ConsentExplained)
}

private fun Stage.press(event: GuideEvent) = tell(Event.Guide(event))

private fun Stage.begin(guide: GuideKind) {
    tell(Event.Guide(GuideEvent.Opened))
    press(GuideEvent.Chosen(guide))
}

/** Goes to a step of the registration of a student with a password. */
private fun Stage.guide(step: Int) {
    begin(GuideKind.REGISTRATION)
    repeat(4) { press(GuideEvent.Answered(0u)) }
    repeat(step) {
        press(GuideEvent.NextPressed)
        if (screen == Screen.ConsentExplained) tell(Event.ConsentExplained)
    }
}

/** Goes from wherever the app is to a state. */
fun Stage.lead(state: State) {
    application.answer = Tasks.forResult(null)
    tell(Event.Guide(GuideEvent.Opened), Event.Guide(GuideEvent.RestartPressed), Event.HomePressed)
    // Nothing of an earlier state counts any more, such as that another code was asked for.
    pass(601)
    // What was told on the way is over: the next deed takes the notice away.
    tell(Event.PageOpened(Page.HELP), Event.BackPressed)
    state.lead(this)
    settle()
}
