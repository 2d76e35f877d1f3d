package dk.kodebro.core

/**
 * A code, a message or a sender. It prints as `***`: whoever wants the text says so with [expose],
 * which is easy to search for. Do not log, keep or format what comes back.
 */
class SecretText(private val text: String) {
    fun expose(): String = text

    override fun equals(other: Any?): Boolean = other is SecretText && other.text == text

    override fun hashCode(): Int = text.hashCode()

    override fun toString(): String = "***"
}
