package dk.kodebro.app

import dk.kodebro.core.Language
import dk.kodebro.core.texts
import java.io.File
import org.json.JSONArray
import org.json.JSONObject

/** Everything the app may say in a language: its own texts, and those of the built-in guide. */
class WordsOf(language: Language) {
    private val sayings =
        (texts(language).values + guide(tagOf(language)))
            .flatMap { it.lines() }
            // A text that is only to be filled in would be any words.
            .filter { text -> text.replace(GAP, "").any(Char::isLetter) }
            .map(::filledIn)

    /** Whether a line is made of its texts, with anything where something is to be filled in. */
    operator fun contains(line: String) =
        isSaid(line) || line.replace(NUMBER, "").split(" · ").all(::isSaid)

    private fun isSaid(words: String) = sayings.any { it.matches(words) }

    private fun tagOf(language: Language) =
        when (language) {
            Language.DANISH -> "da"
            Language.ENGLISH -> "en"
        }

    private fun guide(tag: String): List<String> =
        textsIn(JSONObject(File(System.getProperty("kodebro.catalogue")).readText()), tag)

    /** What is drawn of a page stands there in the page's own language. */
    private fun textsIn(json: Any?, tag: String): List<String> =
        when (json) {
            is JSONObject -> json.keys().asSequence().toList().flatMap { name ->
                val value = json.get(name)
                if (name in setOf(tag, "words", "filled") && value is String) listOf(value)
                else textsIn(value, tag)
            }
            is JSONArray -> (0 until json.length()).flatMap { textsIn(json.get(it), tag) }
            else -> emptyList()
        }

    private fun filledIn(text: String) = Regex(text.split(GAP).joinToString(".+") { Regex.escape(it) })

    private companion object {
        /** Which of several things to do in order. */
        val NUMBER = Regex("^[0-9]\\. ")

        /** Where something is filled in. */
        val GAP = Regex("\\{\\w+\\}")
    }
}
