package dk.kodebro.app

import android.app.LocaleManager
import android.content.Context
import android.os.Build
import android.os.LocaleList
import dk.kodebro.core.Language

/** The tag of the language that Android has for this app (BCP 47), or for everything. */
fun systemLanguage(context: Context): String =
    context.resources.configuration.locales[0]?.toLanguageTag() ?: "en"

/**
 * Tells Android which language was chosen in the app, so that what Android itself shows (the tile,
 * the shortcut, the notification's channel) follows, and its settings agree. Since Android 13.
 */
fun tellSystem(context: Context, language: Language) {
    if (Build.VERSION.SDK_INT < Build.VERSION_CODES.TIRAMISU) return
    val tag = if (language == Language.DANISH) "da" else "en"
    context.getSystemService(LocaleManager::class.java)?.applicationLocales =
        LocaleList.forLanguageTags(tag)
}

/** The language that was chosen for this app in Android's settings, if any. Since Android 13. */
fun chosenInSystem(context: Context): String? {
    if (Build.VERSION.SDK_INT < Build.VERSION_CODES.TIRAMISU) return null
    val locales = context.getSystemService(LocaleManager::class.java)?.applicationLocales
    return locales?.takeUnless { it.isEmpty }?.get(0)?.toLanguageTag()
}
