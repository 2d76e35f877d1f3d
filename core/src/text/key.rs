//! The names of the texts.

use crate::extract::NothingReason;

macro_rules! keys {
    ($($key:ident = $name:literal,)*) => {
        /// The name of a text. What each says stands in `core/assets/texts`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[allow(missing_docs, reason = "the text itself says what it is")]
        pub enum TextKey {
            $($key,)*
        }

        impl TextKey {
            /// All texts.
            pub const ALL: &'static [Self] = &[$(Self::$key,)*];

            /// The name in the text files.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$key => $name,)*
                }
            }
        }

        /// Calls a macro with the names of all texts, for a language binding that mirrors them.
        #[macro_export]
        macro_rules! with_text_keys {
            ($mirror:ident) => {
                $mirror! { $($key),* }
            };
        }
    };
}

keys! {
    HomeTitle = "home_title",
    HomeIntro = "home_intro",
    HomeWait = "home_wait",
    HomePaste = "home_paste",
    HomeHelp = "home_help",
    HomeSettings = "home_settings",
    HomeGuide = "home_guide",
    HomeGuideGoOn = "home_guide_go_on",
    HomeAbout = "home_about",
    ButtonContinue = "button_continue",
    ButtonCancel = "button_cancel",
    ButtonBack = "button_back",
    ButtonHome = "button_home",
    ButtonQuit = "button_quit",
    ConsentTitle = "consent_title",
    ConsentBody = "consent_body",
    ConsentPrivacy = "consent_privacy",
    WaitingTitle = "waiting_title",
    WaitingLeft = "waiting_left",
    WaitingNext = "waiting_next",
    WaitingAtField = "waiting_at_field",
    WaitingAllow = "waiting_allow",
    WaitingPaste = "waiting_paste",
    WaitingNotify = "waiting_notify",
    ConsentQuestion = "consent_question",
    ConsentFrom = "consent_from",
    ConsentAllow = "consent_allow",
    ConsentRefuse = "consent_refuse",
    CodeTitle = "code_title",
    CodeLeft = "code_left",
    CodeCopy = "code_copy",
    CodeCopied = "code_copied",
    CodeShare = "code_share",
    CodeUsed = "code_used",
    CodeResend = "code_resend",
    CodeNotMine = "code_not_mine",
    CodeExpectedQuestion = "code_expected_question",
    CodeExpected = "code_expected",
    CodeTypeIt = "code_type_it",
    ChooseTitle = "choose_title",
    ChooseBody = "choose_body",
    ChooseNone = "choose_none",
    ExpiredTitle = "expired_title",
    ExpiredBody = "expired_body",
    UsedTitle = "used_title",
    UsedBody = "used_body",
    WarningTitle = "warning_title",
    WarningNeverTell = "warning_never_tell",
    WarningChangePassword = "warning_change_password",
    WarningCallSupport = "warning_call_support",
    SilenceTitle = "silence_title",
    SilenceIntro = "silence_intro",
    SilenceAgain = "silence_again",
    CauseCannotListen = "cause_cannot_listen",
    RemedyCannotListen = "remedy_cannot_listen",
    CauseNotAllowed = "cause_not_allowed",
    RemedyNotAllowed = "remedy_not_allowed",
    CauseContact = "cause_contact",
    RemedyContact = "remedy_contact",
    CauseCoverage = "cause_coverage",
    RemedyCoverage = "remedy_coverage",
    CauseOtherNumber = "cause_other_number",
    RemedyOtherNumber = "remedy_other_number",
    CauseWhatsApp = "cause_whats_app",
    RemedyWhatsApp = "remedy_whats_app",
    CauseTooLate = "cause_too_late",
    RemedyTooLate = "remedy_too_late",
    CauseThrottled = "cause_throttled",
    RemedyThrottled = "remedy_throttled",
    SupportCall = "support_call",
    SupportHours = "support_hours",
    AdviceAfterResend = "advice_after_resend",
    AdviceThrottled = "advice_throttled",
    AdviceStillWaiting = "advice_still_waiting",
    AdviceOlderDied = "advice_older_died",
    AdviceNewestCounts = "advice_newest_counts",
    AdviceBoundHost = "advice_bound_host",
    NoticeRefused = "notice_refused",
    NoticeCannotListen = "notice_cannot_listen",
    NoticeNoneOfThese = "notice_none_of_these",
    NoticeCodeLeft = "notice_code_left",
    NoticeCodeLost = "notice_code_lost",
    NoticeWaitGoesOn = "notice_wait_goes_on",
    NoticeDeleted = "notice_deleted",
    NoticeGuideCodeUsed = "notice_guide_code_used",
    NoticeGuideNewer = "notice_guide_newer",
    NotificationWaiting = "notification_waiting",
    NotificationMessageCame = "notification_message_came",
    NotificationCodeReady = "notification_code_ready",
    NotificationNoCodeCame = "notification_no_code_came",
    NothingEmpty = "nothing_empty",
    NothingTooLong = "nothing_too_long",
    NothingNoCode = "nothing_no_code",
    NothingPhoneNumber = "nothing_phone_number",
    NothingAmount = "nothing_amount",
    NothingDateOrTime = "nothing_date_or_time",
    NothingReference = "nothing_reference",
    NothingDelivery = "nothing_delivery",
    NothingDiscount = "nothing_discount",
    NothingOtherCode = "nothing_other_code",
    HelpTitle = "help_title",
    HelpStepWait = "help_step_wait",
    HelpStepSend = "help_step_send",
    HelpStepAllow = "help_step_allow",
    HelpStepType = "help_step_type",
    HelpNothing = "help_nothing",
    GuideTitle = "guide_title",
    GuideQuestion = "guide_question",
    GuideAnswered = "guide_answered",
    GuideStep = "guide_step",
    GuideOnComputer = "guide_on_computer",
    GuideOnPhone = "guide_on_phone",
    GuideSee = "guide_see",
    GuideDrawing = "guide_drawing",
    GuideDrawingMessage = "guide_drawing_message",
    GuideNext = "guide_next",
    GuideStuck = "guide_stuck",
    GuideSteps = "guide_steps",
    GuideRestart = "guide_restart",
    GuideWaiting = "guide_waiting",
    GuideDoneBefore = "guide_done_before",
    GuideHere = "guide_here",
    GuideStuckTitle = "guide_stuck_title",
    GuideStuckStep = "guide_stuck_step",
    GuideStuckSupport = "guide_stuck_support",
    GuideStuckBack = "guide_stuck_back",
    GuideOutdated = "guide_outdated",
    DrawnAddress = "drawn_address",
    DrawnText = "drawn_text",
    DrawnField = "drawn_field",
    DrawnFieldPlain = "drawn_field_plain",
    DrawnButton = "drawn_button",
    DrawnLink = "drawn_link",
    DrawnOption = "drawn_option",
    DrawnPicture = "drawn_picture",
    DrawnMessage = "drawn_message",
    DrawnHere = "drawn_here",
    SettingsTitle = "settings_title",
    SettingsLanguage = "settings_language",
    SettingsDelete = "settings_delete",
    SettingsAutofill = "settings_autofill",
    SettingsAutofillBody = "settings_autofill_body",
    SettingsAutofillOn = "settings_autofill_on",
    SettingsAutofillChoose = "settings_autofill_choose",
    SettingsAutofillAllow = "settings_autofill_allow",
    AutofillCode = "autofill_code",
    AutofillSpoken = "autofill_spoken",
    AutofillWait = "autofill_wait",
    DeleteTitle = "delete_title",
    DeleteBody = "delete_body",
    DeleteConfirm = "delete_confirm",
    AboutTitle = "about_title",
    AboutBody = "about_body",
    AboutPrivacy = "about_privacy",
    AboutVersion = "about_version",
    AboutLicences = "about_licences",
    AboutLicencesBody = "about_licences_body",
    PasteTitle = "paste_title",
    PasteHint = "paste_hint",
    ProblemCopy = "problem_copy",
    ProblemClearClipboard = "problem_clear_clipboard",
    ProblemOpenPage = "problem_open_page",
    ProblemCall = "problem_call",
    ProblemShare = "problem_share",
    ProblemPaste = "problem_paste",
    ProblemSharedText = "problem_shared_text",
    ProblemLink = "problem_link",
    ProblemOpenSettings = "problem_open_settings",
    ProblemCore = "problem_core",
    ProblemStore = "problem_store",
    ProblemStoreSetAside = "problem_store_set_aside",
    ProblemGuideRefused = "problem_guide_refused",
    TimeMinutes = "time_minutes",
    TimeSeconds = "time_seconds",
    LanguageName = "language_name",
    PlatformAppName = "platform_app_name",
    PlatformTile = "platform_tile",
    PlatformReadText = "platform_read_text",
    PlatformChannel = "platform_channel",
    IosConsentTitle = "ios_consent_title",
    IosConsentBody = "ios_consent_body",
    IosField = "ios_field",
    IosFieldRead = "ios_field_read",
    IosPasteLikely = "ios_paste_likely",
    IosCover = "ios_cover",
    IosCodeSoon = "ios_code_soon",
    IosNotify = "ios_notify",
    IosHelpCode = "ios_help_code",
    IosShortcutTitle = "ios_shortcut_title",
    IosShortcutStepOpen = "ios_shortcut_step_open",
    IosShortcutStepMessage = "ios_shortcut_step_message",
    IosShortcutStepAction = "ios_shortcut_step_action",
    IosShortcutStepOlder = "ios_shortcut_step_older",
    IosShortcutStepDone = "ios_shortcut_step_done",
    IosIntentRead = "ios_intent_read",
    IosIntentMessage = "ios_intent_message",
    IosPhraseWait = "ios_phrase_wait",
}

impl TextKey {
    /// What to tell about a message that held no code.
    pub const fn of_nothing(reason: NothingReason) -> Self {
        match reason {
            NothingReason::Empty => Self::NothingEmpty,
            NothingReason::TooLong => Self::NothingTooLong,
            NothingReason::PhoneNumber => Self::NothingPhoneNumber,
            NothingReason::Amount => Self::NothingAmount,
            NothingReason::Date | NothingReason::Time | NothingReason::Year => {
                Self::NothingDateOrTime
            }
            NothingReason::OrderNumber
            | NothingReason::TrackingNumber
            | NothingReason::TravelNumber
            | NothingReason::AccountNumber => Self::NothingReference,
            NothingReason::Delivery => Self::NothingDelivery,
            NothingReason::Discount => Self::NothingDiscount,
            NothingReason::OtherCode => Self::NothingOtherCode,
            NothingReason::NoDigits
            | NothingReason::WrongLength
            | NothingReason::Quantity
            | NothingReason::Address
            | NothingReason::Place
            | NothingReason::OrdinaryNumber => Self::NothingNoCode,
        }
    }
}
