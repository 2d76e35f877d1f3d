//! Every scenario, in a real browser, with the core as the phone.

use kodebro_e2e::flow::{ALL, BEGIN, Report, named, run};
use kodebro_e2e::phone::DirectPhone;

macro_rules! scenarios {
    ($($name:ident)*) => {
        $(
            #[tokio::test(flavor = "multi_thread")]
            async fn $name() {
                let scenario = named(stringify!($name)).expect("the scenario is right");
                let phone = Box::new(DirectPhone::start(BEGIN));
                if let Err(error) = run(&scenario, phone, &mut Report::none()).await {
                    panic!("{error}");
                }
            }
        )*

        #[test]
        fn every_scenario_is_run() {
            let run = [$(stringify!($name)),*];
            for (name, _) in ALL {
                assert!(run.contains(&name), "{name} is not run");
            }
        }
    };
}

scenarios! {
    registration_as_student
    registration_as_both
    registration_with_the_guide
    first_sign_in
    later_sign_in
    wrong_then_right_code
    expired_code
    resend_and_old_code_refused
    captcha
    another_message_during_waiting
    advertising_during_waiting
    unexpected_code
    no_message_at_all
    refused_consent
    employee_without_sms
    wrong_ending_of_user_name
}
