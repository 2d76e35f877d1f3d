package dk.kodebro.app

import android.app.LocaleManager
import android.content.Context
import android.os.Build
import android.os.LocaleList
import dk.kodebro.core.Language
import dk.kodebro.core.languageOfSystem

/** The tag of the language that Android has for this app (BCP 47), or for everything. */
fun systemLanguage(context: Context): String =
    context.resources.configuration.locales[0]?.toLanguageTag() ?: "en"

/**
 * Tells Android which language was chosen in the app, or that none is any more, so that what Android
 * itself shows (the tile, the shortcut, the notification's channel) follows, and its settings agree.
 * Since Android 13.
 */
fun tellSystem(context: Context, language: Language?) {
    if (Build.VERSION.SDK_INT < Build.VERSION_CODES.TIRAMISU) return
    val tag =
        when (language) {
            Language.DANISH -> "da"
            Language.ENGLISH -> "en"
            null -> ""
        }
    context.getSystemService(LocaleManager::class.java)?.applicationLocales =
        LocaleList.forLanguageTags(tag)
}

/**
 * The language that Android's settings have for this app: the one that was chosen there or in the app,
 * or else the system's. Before Android 13 they have none.
 */
fun languageInSettings(context: Context): Language? {
    if (Build.VERSION.SDK_INT < Build.VERSION_CODES.TIRAMISU) return null
    val chosen = context.getSystemService(LocaleManager::class.java)?.applicationLocales ?: return null
    return languageOfSystem(if (chosen.isEmpty) systemLanguage(context) else chosen[0].toLanguageTag())
}
