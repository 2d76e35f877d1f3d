package dk.kodebro.core

/**
 * A code, a message or a sender. It prints as `***`: whoever wants the text says so with [expose],
 * which is easy to search for. Do not log, keep or format what comes back.
 *
 * Half a character, as a text that was cut may end in, becomes a question mark: the core reads UTF-8,
 * which has no place for it.
 */
class SecretText(text: String) {
    private val text = String(text.toByteArray())

    fun expose(): String = text

    override fun equals(other: Any?): Boolean = other is SecretText && other.text == text

    override fun hashCode(): Int = text.hashCode()

    override fun toString(): String = "***"
}
