use super::*;
use crate::secret::Secret;

const CHROME: [u8; 32] = [
    0xf0, 0xfd, 0x6c, 0x5b, 0x41, 0x0f, 0x25, 0xcb, 0x25, 0xc3, 0xb5, 0x33, 0x46, 0xc8, 0x97, 0x2f,
    0xae, 0x30, 0xf8, 0xee, 0x74, 0x11, 0xdf, 0x91, 0x04, 0x80, 0xad, 0x6b, 0x2d, 0x60, 0xdb, 0x83,
];
const MICROSOFT: &str = "login.microsoftonline.com";
const ELSEWHERE: &str = "shop.example";

fn code(bound_host: Option<&str>) -> CodeView {
    CodeView {
        code: Secret::new("402913".to_owned()),
        groups: vec![3, 3],
        seconds_left: 100,
        seconds_total: 180,
        bound_host: bound_host.map(|host| Secret::new(host.to_owned())),
        copied: false,
        expected: true,
        advice: Vec::new(),
    }
}

fn in_chrome(fields: Vec<Field>) -> Form {
    Form {
        package: "com.android.chrome".to_owned(),
        certificates: vec![CHROME.to_vec()],
        fields,
    }
}

fn on(host: &str) -> Field {
    Field {
        host: Some(host.to_owned()),
        scheme: Some("https".to_owned()),
        ..Field::default()
    }
}

/// The field of Microsoft's page that asks for the code.
fn microsofts() -> Field {
    Field {
        html_id: Some("idTxtBx_SAOTCC_OTC".to_owned()),
        html_name: Some("otc".to_owned()),
        html_type: Some("tel".to_owned()),
        autocomplete: Some("off".to_owned()),
        max_length: Some(16),
        is_focused: true,
        ..on(MICROSOFT)
    }
}

fn hinted(host: &str) -> Field {
    Field {
        autocomplete: Some("one-time-code".to_owned()),
        ..on(host)
    }
}

fn password(host: &str) -> Field {
    Field {
        html_type: Some("password".to_owned()),
        is_password: true,
        ..on(host)
    }
}

/// What each field gets: its index and the piece.
fn filled(form: &Form, code: &CodeView) -> Result<Vec<(usize, String)>, Reason> {
    match decide(form, Some(code), &Catalogue::built_in()) {
        Decision::Offer(offer) => Ok(offer
            .values(&code.code)
            .expect("it fits")
            .into_iter()
            .map(|(index, value)| (index, value.expose().clone()))
            .collect()),
        Decision::NoOffer(reason) => Err(reason),
    }
}

fn whole(index: usize) -> Result<Vec<(usize, String)>, Reason> {
    Ok(vec![(index, "402913".to_owned())])
}

#[test]
fn microsofts_page_in_a_known_browser_gets_the_code() {
    let form = in_chrome(vec![on(MICROSOFT), microsofts(), password(MICROSOFT)]);
    assert_eq!(filled(&form, &code(None)), whole(1));
    assert!(matches!(
        decide(&form, None, &Catalogue::built_in()),
        Decision::Offer(_)
    ));
}

#[test]
fn an_app_that_is_no_known_browser_gets_nothing_whatever_it_says() {
    let mut form = in_chrome(vec![microsofts()]);
    form.certificates = vec![vec![7; 32]];
    assert_eq!(filled(&form, &code(None)), Err(Reason::UntrustedApp));
    form.certificates = vec![CHROME.to_vec()];
    form.package = "com.example.reader".to_owned();
    assert_eq!(filled(&form, &code(None)), Err(Reason::UntrustedApp));
    assert_eq!(
        filled(&form, &code(Some(MICROSOFT))),
        Err(Reason::UntrustedApp)
    );
}

#[test]
fn an_unbound_code_is_offered_on_listed_hosts_only() {
    for host in ["id.ku.dk", "MySignIns.Microsoft.com", "mfa.ku.dk."] {
        assert_eq!(
            filled(&in_chrome(vec![hinted(host)]), &code(None)),
            whole(0),
            "{host}"
        );
    }
    for host in [
        ELSEWHERE,
        "login.microsoftonline.com.evil.example",
        "login.microsoftonline.com:443",
        "user@login.microsoftonline.com",
        "lоgin.microsoftonline.com",
        "xn--lgin-microsoftonline-9gg.com",
        "20.190.159.0",
        "",
    ] {
        let form = in_chrome(vec![hinted(host)]);
        assert_eq!(
            filled(&form, &code(None)),
            Err(Reason::UnknownSite),
            "{host}"
        );
        assert_eq!(
            decide(&form, None, &Catalogue::built_in()),
            Decision::NoOffer(Reason::UnknownSite),
            "{host}"
        );
    }
    let mut nowhere = hinted(ELSEWHERE);
    nowhere.host = None;
    assert_eq!(
        filled(&in_chrome(vec![nowhere]), &code(None)),
        Err(Reason::UnknownSite)
    );
}

#[test]
fn a_bound_code_goes_to_its_host_and_below_and_nowhere_else() {
    let bound = code(Some(ELSEWHERE));
    for host in [ELSEWHERE, "pay.shop.example"] {
        assert_eq!(filled(&in_chrome(vec![hinted(host)]), &bound), whole(0));
    }
    for host in [MICROSOFT, "evilshop.example", "example.com"] {
        assert_eq!(
            filled(&in_chrome(vec![hinted(host)]), &bound),
            Err(Reason::OtherHost)
        );
    }
    // A code for one of Microsoft's hosts is not for another of them.
    assert_eq!(
        filled(
            &in_chrome(vec![hinted("login.live.com")]),
            &code(Some(MICROSOFT))
        ),
        Err(Reason::OtherHost)
    );
    for odd in ["com", "localhost", "", "münchen.example"] {
        assert_eq!(
            filled(&in_chrome(vec![hinted(ELSEWHERE)]), &code(Some(odd))),
            Err(Reason::OtherHost)
        );
    }
}

#[test]
fn a_page_without_encryption_gets_nothing() {
    let scheme = |scheme: Option<&str>| {
        in_chrome(vec![Field {
            scheme: scheme.map(str::to_owned),
            ..microsofts()
        }])
    };
    assert_eq!(
        filled(&scheme(Some("http")), &code(None)),
        Err(Reason::Insecure)
    );
    assert_eq!(filled(&scheme(Some("HTTPS")), &code(None)), whole(0));
    assert_eq!(filled(&scheme(None), &code(None)), whole(0));
}

#[test]
fn a_code_that_nobody_has_confirmed_is_not_offered() {
    let unasked = CodeView {
        expected: false,
        ..code(None)
    };
    assert_eq!(
        filled(&in_chrome(vec![microsofts()]), &unasked),
        Err(Reason::NotConfirmed)
    );
}

#[test]
fn a_frame_of_another_host_is_left_alone() {
    let form = in_chrome(vec![hinted("ads.example"), microsofts()]);
    assert_eq!(filled(&form, &code(None)), whole(1));
    let mut focused_in_frame = form.clone();
    focused_in_frame.fields[0].is_focused = true;
    focused_in_frame.fields[1].is_focused = false;
    assert_eq!(
        filled(&focused_in_frame, &code(None)),
        Err(Reason::UnknownSite)
    );
    focused_in_frame.fields[0].is_focused = false;
    assert_eq!(
        filled(&focused_in_frame, &code(None)),
        Err(Reason::UnclearFields)
    );
}

#[test]
fn password_hidden_and_other_fields_get_nothing() {
    let none = |fields| filled(&in_chrome(fields), &code(None));
    assert_eq!(none(Vec::new()), Err(Reason::NoCodeField));
    assert_eq!(
        none(vec![on(MICROSOFT), password(MICROSOFT)]),
        Err(Reason::NoCodeField)
    );
    let mut unseen = microsofts();
    unseen.is_usable = false;
    assert_eq!(none(vec![unseen]), Err(Reason::NoCodeField));
    let mut masked = microsofts();
    masked.is_password = true;
    assert_eq!(none(vec![masked]), Err(Reason::PasswordField));
}

#[test]
fn of_several_fields_the_one_in_use_gets_the_code() {
    let (one, mut other) = (hinted(MICROSOFT), hinted(MICROSOFT));
    assert_eq!(
        filled(&in_chrome(vec![one.clone(), other.clone()]), &code(None)),
        Err(Reason::UnclearFields)
    );
    other.is_focused = true;
    assert_eq!(filled(&in_chrome(vec![one, other]), &code(None)), whole(1));
}

fn pieces(indexes: impl IntoIterator<Item = usize>) -> Result<Vec<(usize, String)>, Reason> {
    let characters = "402913".chars().map(String::from);
    Ok(indexes.into_iter().zip(characters).collect())
}

#[test]
fn numbered_fields_get_one_character_each_in_the_order_of_their_numbers() {
    let numbered = |numbers: &[u32]| {
        let field = |number: &u32| Field {
            hints: vec![format!("smsOTPCode{number}")],
            ..on(MICROSOFT)
        };
        in_chrome(numbers.iter().map(field).collect())
    };
    assert_eq!(
        filled(&numbered(&[1, 2, 3, 4, 5, 6]), &code(None)),
        pieces(0..6)
    );
    let turned = filled(&numbered(&[6, 5, 4, 3, 2, 1]), &code(None)).expect("an offer");
    assert_eq!(turned[0], (0, "3".to_owned()));
    assert_eq!(turned[5], (5, "4".to_owned()));
    for numbers in [&[1, 2, 3, 4, 5, 7][..], &[1, 1, 2, 3], &[0, 1, 2, 3], &[1]] {
        assert_eq!(
            filled(&numbered(numbers), &code(None)),
            Err(Reason::UnclearFields),
            "{numbers:?}"
        );
    }
    assert_eq!(
        filled(&numbered(&[1, 2, 3, 4]), &code(None)),
        Err(Reason::DoesNotFit)
    );
}

#[test]
fn a_row_of_small_fields_gets_one_character_each() {
    let small = |mut field: Field| {
        field.max_length = Some(1);
        field
    };
    let mut row = vec![on(MICROSOFT), small(hinted(MICROSOFT))];
    row.extend(vec![small(on(MICROSOFT)); 5]);
    assert_eq!(filled(&in_chrome(row.clone()), &code(None)), pieces(1..7));
    row[1] = small(on(MICROSOFT));
    assert_eq!(
        filled(&in_chrome(row), &code(None)),
        Err(Reason::NoCodeField)
    );
    let alone = in_chrome(vec![small(hinted(MICROSOFT))]);
    assert_eq!(filled(&alone, &code(None)), Err(Reason::UnclearFields));
}

#[test]
fn a_code_is_written_as_the_field_takes_it() {
    let dashed = CodeView {
        code: Secret::new("402-913".to_owned()),
        ..code(None)
    };
    let with = |max_length, type_: &str| {
        in_chrome(vec![Field {
            max_length,
            html_type: Some(type_.to_owned()),
            ..hinted(MICROSOFT)
        }])
    };
    let as_written = Ok(vec![(0, "402-913".to_owned())]);
    assert_eq!(filled(&with(None, "text"), &dashed), as_written);
    assert_eq!(filled(&with(Some(6), "text"), &dashed), whole(0));
    assert_eq!(filled(&with(None, "number"), &dashed), whole(0));
    assert_eq!(
        filled(&with(Some(5), "text"), &dashed),
        Err(Reason::DoesNotFit)
    );
    let letters = CodeView {
        code: Secret::new("AB-1234".to_owned()),
        ..code(None)
    };
    assert_eq!(
        filled(&with(None, "number"), &letters),
        Err(Reason::DoesNotFit)
    );
}

#[test]
fn fields_past_the_limit_are_not_looked_at() {
    let mut fields = vec![on(MICROSOFT); MAX_FIELDS];
    fields.push(microsofts());
    assert_eq!(
        filled(&in_chrome(fields), &code(None)),
        Err(Reason::NoCodeField)
    );
}

#[test]
fn nothing_of_a_form_is_printed() {
    let form = in_chrome(vec![microsofts()]);
    let printed = format!(
        "{form:?} {:?} {:?}",
        form.fields,
        decide(&form, Some(&code(None)), &Catalogue::built_in())
    );
    for private in ["microsoft", "chrome", "otc", "402913"] {
        assert!(!printed.to_lowercase().contains(private), "{printed}");
    }
}
