package dk.kodebro.app

import android.content.ClipData
import android.content.ClipboardManager
import android.content.Context
import android.os.PersistableBundle

/** By this label a code of ours is known again, even by another process. */
private const val LABEL = "Kodebro"

/** `ClipDescription.EXTRA_IS_SENSITIVE`, which Android has by name since 13 and heeds before. */
private const val IS_SENSITIVE = "android.content.extra.IS_SENSITIVE"

/** The clipboard, as far as codes are concerned. */
class CodeClipboard(context: Context) {
    private val clipboard = context.getSystemService(ClipboardManager::class.java)
    private var copied = false

    /** Puts a code there, kept out of the preview and of keyboards' suggestions. */
    fun copy(code: String): Boolean = attempt {
        val clip = ClipData.newPlainText(LABEL, code)
        clip.description.extras = PersistableBundle().apply { putBoolean(IS_SENSITIVE, true) }
        it.setPrimaryClip(clip)
        copied = true
    }

    /**
     * Clears the clipboard where a code of ours stands on it.
     *
     * Without the focus an app may not look. A code that was copied by this process minutes ago is
     * cleared then without looking; after a restart anything may stand there, and is left alone.
     */
    fun clear(): Boolean = attempt {
        val description = it.primaryClipDescription
        val isOurs = if (description == null) copied else description.label == LABEL
        if (isOurs) it.clearPrimaryClip()
        copied = false
    }

    /** The text that stands there; nothing where it is something else, or may not be read. */
    fun text(): String? {
        var text: String? = null
        attempt { text = it.primaryClip?.getItemAt(0)?.text?.toString() }
        return text
    }

    /** False where there is no clipboard, or it refuses, as some makers' do. */
    private fun attempt(use: (ClipboardManager) -> Unit): Boolean {
        return try {
            use(clipboard ?: return false)
            true
        } catch (_: RuntimeException) {
            false
        }
    }
}
