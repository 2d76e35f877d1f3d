package dk.kodebro.app.autofill

import android.app.assist.AssistStructure
import android.app.assist.AssistStructure.ViewNode
import android.text.InputType
import android.view.View
import android.view.ViewStructure.HtmlInfo
import android.view.autofill.AutofillId
import dk.kodebro.core.AutofillField
import dk.kodebro.core.AutofillForm

/** How many views are looked at; what follows is left out. */
private const val MAX_VIEWS = 5_000

/** How deep views are looked into. */
private const val MAX_DEPTH = 200

/** More fields than the core looks at. */
private const val MAX_FIELDS = 300

/** Longer texts, hints and attributes past these numbers are left out: nothing known is so long. */
private const val MAX_TEXT = 300
private const val MAX_HINTS = 20
private const val MAX_ATTRIBUTES = 50

/** A form for the core, with the ids by which Android knows its fields, in the same order. */
class ReadForm(val form: AutofillForm, val ids: List<AutofillId>)

/**
 * Describes what another app shows. Every text in it is that app's or a web page's; none of it is
 * believed here, and a description that cannot be read is empty.
 *
 * [certificates] finds the SHA-256 of the certificates that a package is signed with.
 */
fun read(structure: AssistStructure, certificates: (String) -> List<ByteArray>): ReadForm =
    try {
        FormReader().read(structure, certificates)
    } catch (_: RuntimeException) {
        // It came from another process, and is unpacked while it is read.
        ReadForm(AutofillForm("", emptyList(), emptyList()), emptyList())
    }

/** A view still to be looked at, with the page it stands in. */
private class Place(val node: ViewNode, val depth: Int, val page: Page?)

private class Page(val host: String, val scheme: String?)

private class FormReader {
    private val fields = ArrayList<AutofillField>()
    private val ids = ArrayList<AutofillId>()

    fun read(structure: AssistStructure, certificates: (String) -> List<ByteArray>): ReadForm {
        val places = ArrayDeque<Place>()
        // The last is looked at first, so that the order is that of the form.
        for (at in structure.windowNodeCount - 1 downTo 0) {
            structure.getWindowNodeAt(at)?.rootViewNode?.let { places.add(Place(it, 0, null)) }
        }
        var seen = 0
        while (places.isNotEmpty() && seen < MAX_VIEWS && fields.size < MAX_FIELDS) {
            val place = places.removeLast()
            seen++
            val page = pageOf(place.node) ?: place.page
            take(place.node, page)
            if (place.depth == MAX_DEPTH) continue
            val children = minOf(place.node.childCount, MAX_VIEWS - seen)
            for (at in children - 1 downTo 0) {
                place.node.getChildAt(at)?.let { places.add(Place(it, place.depth + 1, page)) }
            }
        }
        val app = structure.activityComponent?.packageName.orEmpty()
        return ReadForm(AutofillForm(app, certificates(app), fields), ids)
    }

    private fun pageOf(node: ViewNode): Page? = node.webDomain?.let { Page(it, node.webScheme) }

    private fun take(node: ViewNode, page: Page?) {
        val id = node.autofillId ?: return
        if (node.autofillType != View.AUTOFILL_TYPE_TEXT) return
        val html = attributes(node.htmlInfo)
        val isSeen = node.visibility == View.VISIBLE && node.isEnabled
        fields +=
            AutofillField(
                viewId = short(node.idEntry),
                htmlId = html["id"],
                htmlName = html["name"],
                htmlType = html["type"],
                autocomplete = html["autocomplete"],
                inputMode = html["inputmode"],
                maxLength = html["maxlength"]?.toUIntOrNull() ?: ownLimit(node),
                hints = node.autofillHints.orEmpty().take(MAX_HINTS).map { short(it).orEmpty() },
                host = short(page?.host),
                scheme = short(page?.scheme),
                isPassword = isPassword(node.inputType),
                isFocused = node.isFocused,
                isUsable = isSeen,
            )
        ids += id
    }

    private fun ownLimit(node: ViewNode): UInt? = node.maxTextLength.takeIf { it > 0 }?.toUInt()

    /** The attributes of an HTML element, by their names in small letters. */
    private fun attributes(html: HtmlInfo?): Map<String, String> {
        val found = HashMap<String, String>()
        for (attribute in html?.attributes.orEmpty().take(MAX_ATTRIBUTES)) {
            val name = short(attribute?.first)?.lowercase() ?: continue
            short(attribute?.second)?.let { found.putIfAbsent(name, it) }
        }
        return found
    }

    private fun short(text: String?): String? = text?.takeIf { it.length <= MAX_TEXT }

    private fun isPassword(inputType: Int): Boolean {
        val variation = inputType and InputType.TYPE_MASK_VARIATION
        return when (inputType and InputType.TYPE_MASK_CLASS) {
            InputType.TYPE_CLASS_TEXT ->
                variation == InputType.TYPE_TEXT_VARIATION_PASSWORD ||
                    variation == InputType.TYPE_TEXT_VARIATION_WEB_PASSWORD ||
                    variation == InputType.TYPE_TEXT_VARIATION_VISIBLE_PASSWORD
            InputType.TYPE_CLASS_NUMBER -> variation == InputType.TYPE_NUMBER_VARIATION_PASSWORD
            else -> false
        }
    }
}
