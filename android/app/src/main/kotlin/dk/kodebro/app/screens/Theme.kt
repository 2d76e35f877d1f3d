package dk.kodebro.app.screens

import android.os.Build
import androidx.compose.foundation.isSystemInDarkTheme
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.darkColorScheme
import androidx.compose.material3.dynamicDarkColorScheme
import androidx.compose.material3.dynamicLightColorScheme
import androidx.compose.material3.lightColorScheme
import androidx.compose.runtime.Composable
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.platform.LocalContext

// A blue-green of our own: neither the university's red nor Microsoft's blue.
private val light =
    lightColorScheme(
        primary = Color(0xFF006B5F),
        onPrimary = Color(0xFFFFFFFF),
        primaryContainer = Color(0xFF9EF2E3),
        onPrimaryContainer = Color(0xFF00201C),
        secondary = Color(0xFF4A635E),
        onSecondary = Color(0xFFFFFFFF),
        secondaryContainer = Color(0xFFCDE8E1),
        onSecondaryContainer = Color(0xFF06201B),
        background = Color(0xFFF6FBF8),
        onBackground = Color(0xFF171D1B),
        surface = Color(0xFFF6FBF8),
        onSurface = Color(0xFF171D1B),
        surfaceVariant = Color(0xFFDAE5E1),
        onSurfaceVariant = Color(0xFF3F4946),
    )

private val dark =
    darkColorScheme(
        primary = Color(0xFF82D5C7),
        onPrimary = Color(0xFF003731),
        primaryContainer = Color(0xFF005048),
        onPrimaryContainer = Color(0xFF9EF2E3),
        secondary = Color(0xFFB1CCC5),
        onSecondary = Color(0xFF1C3530),
        secondaryContainer = Color(0xFF334B47),
        onSecondaryContainer = Color(0xFFCDE8E1),
        background = Color(0xFF0E1513),
        onBackground = Color(0xFFDEE4E1),
        surface = Color(0xFF0E1513),
        onSurface = Color(0xFFDEE4E1),
        surfaceVariant = Color(0xFF3F4946),
        onSurfaceVariant = Color(0xFFBEC9C5),
    )

/** The colours: the person's own since Android 12, else ours; light or dark as the system is. */
@Composable
fun KodebroTheme(content: @Composable () -> Unit) {
    val isDark = isSystemInDarkTheme()
    val colors =
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.S) {
            val context = LocalContext.current
            if (isDark) dynamicDarkColorScheme(context) else dynamicLightColorScheme(context)
        } else {
            if (isDark) dark else light
        }
    MaterialTheme(colorScheme = colors, content = content)
}
