package dk.kodebro.app

import com.google.android.gms.common.api.ApiException
import com.google.android.gms.common.api.CommonStatusCodes
import com.google.android.gms.common.api.Status
import com.google.android.gms.tasks.Tasks
import dk.kodebro.core.Event
import dk.kodebro.core.Page
import dk.kodebro.core.SecretText

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
    DELETION({ tell(Event.PageOpened(Page.SETTINGS), Event.PageOpened(Page.CONFIRM_DELETION)) }),
    NO_CODE_FOUND({ tell(Event.MessageShared(SecretText("Din pakke kan hentes på Nørrebrogade 34 indtil kl. 20."))) }),
}

private const val TWO_CODES = "Koder: 402913 eller 771902"

private fun Stage.tell(vararg events: Event) {
    events.forEach(phone::tell)
    settle()
}

private fun Stage.waiting() {
    tell(Event.WaitRequested)
    if (screen == dk.kodebro.core.Screen.ConsentExplained) tell(Event.ConsentExplained)
}

/** Goes from wherever the app is to a state. */
fun Stage.lead(state: State) {
    application.answer = Tasks.forResult(null)
    tell(Event.HomePressed)
    // Nothing of an earlier state counts any more, such as that another code was asked for.
    pass(601)
    // What was told on the way is over: the next deed takes the notice away.
    tell(Event.PageOpened(Page.HELP), Event.BackPressed)
    state.lead(this)
    settle()
}
