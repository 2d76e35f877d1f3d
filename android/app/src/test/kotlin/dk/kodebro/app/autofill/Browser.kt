package dk.kodebro.app.autofill

import android.app.Activity
import android.app.Application
import android.app.assist.AssistStructure
import android.content.ComponentName
import android.content.Context
import android.content.pm.PackageInfo
import android.content.pm.Signature
import android.content.pm.SigningInfo
import android.os.Bundle
import android.text.InputType
import android.view.View
import android.view.ViewStructure
import android.view.autofill.AutofillId
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import org.robolectric.shadow.api.Shadow
import org.robolectric.shadows.ShadowSigningInfo

const val CHROME = "com.android.chrome"
const val MICROSOFT = "https://login.microsoftonline.com"

/**
 * The certificate that Google signs Chrome with, as it stands in every copy of it (X.509, CN=Android,
 * O=Google Inc., of 2008).
 */
val CHROMES_CERTIFICATE =
    Signature(
        "308204433082032ba003020102020900c2e08746644a308d300d06092a864886f70d01010405003074310b30" +
        "09060355040613025553311330110603550408130a43616c69666f726e6961311630140603550407130d4d6f" +
        "756e7461696e205669657731143012060355040a130b476f6f676c6520496e632e3110300e060355040b1307" +
        "416e64726f69643110300e06035504031307416e64726f6964301e170d3038303832313233313333345a170d" +
        "3336303130373233313333345a3074310b3009060355040613025553311330110603550408130a43616c6966" +
        "6f726e6961311630140603550407130d4d6f756e7461696e205669657731143012060355040a130b476f6f67" +
        "6c6520496e632e3110300e060355040b1307416e64726f69643110300e06035504031307416e64726f696430" +
        "820120300d06092a864886f70d01010105000382010d00308201080282010100ab562e00d83ba208ae0a966f" +
        "124e29da11f2ab56d08f58e2cca91303e9b754d372f640a71b1dcb130967624e4656a7776a92193db2e5bfb7" +
        "24a91e77188b0e6a47a43b33d9609b77183145ccdf7b2e586674c9e1565b1f4c6a5955bff251a63dabf9c55c" +
        "27222252e875e4f8154a645f897168c0b1bfc612eabf785769bb34aa7984dc7e2ea2764cae8307d8c17154d7" +
        "ee5f64a51a44a602c249054157dc02cd5f5c0e55fbef8519fbe327f0b1511692c5a06f19d18385f5c4dbc2d6" +
        "b93f68cc2979c70e18ab93866b3bd5db8999552a0e3b4c99df58fb918bedc182ba35e003c1b4b10dd244a8ee" +
        "24fffd333872ab5221985edab0fc0d0b145b6aa192858e79020103a381d93081d6301d0603551d0e04160414" +
        "c77d8cc2211756259a7fd382df6be398e4d786a53081a60603551d2304819e30819b8014c77d8cc221175625" +
        "9a7fd382df6be398e4d786a5a178a4763074310b3009060355040613025553311330110603550408130a4361" +
        "6c69666f726e6961311630140603550407130d4d6f756e7461696e205669657731143012060355040a130b47" +
        "6f6f676c6520496e632e3110300e060355040b1307416e64726f69643110300e06035504031307416e64726f" +
        "6964820900c2e08746644a308d300c0603551d13040530030101ff300d06092a864886f70d01010405000382" +
        "0101006dd252ceef85302c360aaace939bcff2cca904bb5d7a1661f8ae46b2994204d0ff4a68c7ed1a531ec4" +
        "595a623ce60763b167297a7ae35712c407f208f0cb109429124d7b106219c084ca3eb3f9ad5fb871ef92269a" +
        "8be28bf16d44c8d9a08e6cb2f005bb3fe2cb96447e868e731076ad45b33f6009ea19c161e62641aa99271dfd" +
        "5228c5c587875ddb7f452758d661f6cc0cccb7352e424cc4365c523532f7325137593c4ae341f4db41edda0d" +
        "0b1071a7c440f0fe9ea01cb627ca674369d084bd2fd911ff06cdbf2cfa10dc0f893ae35762919048c7efc64c" +
        "7144178342f70581c9de573af55b390dd7fdb9418631895d5f759f30112687ff621410c069308a"
    )

/** Installs an app that is signed with these certificates. */
fun install(app: Application, name: String, vararg certificates: Signature) {
    val signing = Shadow.newInstanceOf(SigningInfo::class.java)
    Shadow.extract<ShadowSigningInfo>(signing).setSignatures(arrayOf(*certificates))
    val installed =
        PackageInfo().apply {
            packageName = name
            signingInfo = signing
        }
    shadowOf(app.packageManager).installPackage(installed)
}

/** A field of a page, as a browser describes it. */
data class WebField(
    val attributes: List<Pair<String, String>> = emptyList(),
    val hints: List<String> = emptyList(),
    val domain: String? = null,
    val inputType: Int = InputType.TYPE_CLASS_TEXT,
    val visibility: Int = View.VISIBLE,
    val focused: Boolean = false,
)

/** The field of Microsoft's page that asks for the code. */
fun microsoftsField(focused: Boolean = false) =
    WebField(
        listOf(
            "id" to "idTxtBx_SAOTCC_OTC",
            "name" to "otc",
            "type" to "tel",
            "autocomplete" to "off",
            "maxlength" to "16",
        ),
        focused = focused,
    )

fun passwordField() =
    WebField(
        listOf("name" to "passwd", "type" to "password"),
        inputType = InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_VARIATION_WEB_PASSWORD,
    )

/**
 * A page with its fields, which describes itself to the autofill service in the way browsers do: as
 * views that are not there.
 */
class PageView(context: Context, private val domain: String?, private val fields: List<WebField>) :
    View(context) {
    /** How deep the fields lie. */
    var depth = 0
    lateinit var ids: List<AutofillId>
        private set

    init {
        importantForAutofill = IMPORTANT_FOR_AUTOFILL_YES
    }

    override fun onProvideAutofillVirtualStructure(structure: ViewStructure, flags: Int) {
        structure.setClassName("android.webkit.WebView")
        domain?.let(structure::setWebDomain)
        val page = checkNotNull(structure.autofillId)
        var inner = structure
        repeat(depth) {
            inner.setChildCount(1)
            inner = inner.newChild(0).apply { setAutofillId(page, 1_000_000 + it) }
        }
        inner.setChildCount(fields.size)
        ids = fields.indices.map { at -> describe(inner.newChild(at), page, at) }
    }

    private fun describe(child: ViewStructure, page: AutofillId, at: Int): AutofillId {
        val field = fields[at]
        child.setAutofillId(page, at)
        child.setAutofillType(AUTOFILL_TYPE_TEXT)
        child.setInputType(field.inputType)
        child.setVisibility(field.visibility)
        child.setFocused(field.focused)
        field.domain?.let(child::setWebDomain)
        if (field.hints.isNotEmpty()) child.setAutofillHints(field.hints.toTypedArray())
        if (field.attributes.isNotEmpty()) {
            val html = child.newHtmlInfoBuilder("input")
            for ((name, value) in field.attributes) html.addAttribute(name, value)
            child.setHtmlInfo(html.build())
        }
        return checkNotNull(child.autofillId)
    }
}

/** An app with a page in it, such as a browser. */
class Shown(app: String, view: (Context) -> PageView) {
    private val controller: ActivityController<Activity> =
        Robolectric.buildActivity(Activity::class.java)
    val page: PageView

    /** What Android hands to the autofill service. */
    val structure: AssistStructure

    init {
        val activity = controller.create(Bundle.EMPTY).get()
        page = view(activity)
        activity.setContentView(page)
        controller.start().resume().visible()
        structure = AssistStructure(activity, true, 0)
        structure.setActivityComponent(ComponentName(app, "Browser"))
    }
}

/** A page in an app. */
fun page(app: String, domain: String?, vararg fields: WebField, depth: Int = 0) =
    Shown(app) { context -> PageView(context, domain, fields.toList()).apply { this.depth = depth } }
