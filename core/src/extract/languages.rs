//! The language files, built in.
//!
//! They are a tenth of the library for phones, and compress to a third; they are inflated once, when
//! the first message is read.

macro_rules! files {
    ($($file:ident $path:literal)*) => {
        $(include_flate::flate!(static $file: str from $path);)*

        /// Path and content of each file.
        pub(crate) fn files() -> [(&'static str, &'static str); 54] {
            [$(($path, &$file)),*]
        }
    };
}

files! {
    AF "assets/languages/af.txt"
    AR "assets/languages/ar.txt"
    AZ "assets/languages/az.txt"
    BG "assets/languages/bg.txt"
    BN "assets/languages/bn.txt"
    CA "assets/languages/ca.txt"
    CONNECTORS "assets/languages/connectors.txt"
    CS "assets/languages/cs.txt"
    DA "assets/languages/da.txt"
    DE "assets/languages/de.txt"
    EL "assets/languages/el.txt"
    EN "assets/languages/en.txt"
    ES "assets/languages/es.txt"
    ET "assets/languages/et.txt"
    EU "assets/languages/eu.txt"
    FA "assets/languages/fa.txt"
    FI "assets/languages/fi.txt"
    FR "assets/languages/fr.txt"
    FURTHER "assets/languages/further.txt"
    HE "assets/languages/he.txt"
    HI "assets/languages/hi.txt"
    HR "assets/languages/hr.txt"
    HU "assets/languages/hu.txt"
    HY "assets/languages/hy.txt"
    ID "assets/languages/id.txt"
    INTERNATIONAL "assets/languages/international.txt"
    IS "assets/languages/is.txt"
    IT "assets/languages/it.txt"
    JA "assets/languages/ja.txt"
    KA "assets/languages/ka.txt"
    KK "assets/languages/kk.txt"
    KO "assets/languages/ko.txt"
    LT "assets/languages/lt.txt"
    LV "assets/languages/lv.txt"
    MK "assets/languages/mk.txt"
    NB "assets/languages/nb.txt"
    NL "assets/languages/nl.txt"
    NN "assets/languages/nn.txt"
    PL "assets/languages/pl.txt"
    PT "assets/languages/pt.txt"
    RO "assets/languages/ro.txt"
    RU "assets/languages/ru.txt"
    SK "assets/languages/sk.txt"
    SQ "assets/languages/sq.txt"
    SV "assets/languages/sv.txt"
    SW "assets/languages/sw.txt"
    TA "assets/languages/ta.txt"
    TH "assets/languages/th.txt"
    TL "assets/languages/tl.txt"
    TR "assets/languages/tr.txt"
    UK "assets/languages/uk.txt"
    UR "assets/languages/ur.txt"
    VI "assets/languages/vi.txt"
    ZH "assets/languages/zh.txt"
}
