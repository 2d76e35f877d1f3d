package dk.kodebro.app

import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import java.io.File
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.ParameterizedRobolectricTestRunner
import org.robolectric.ParameterizedRobolectricTestRunner.Parameters
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/**
 * Every state as it is drawn, against pictures that a person has looked at and accepted. With
 * `KODEBRO_ACCEPT=yes` what is drawn becomes the accepted picture: look at it first.
 */
@RunWith(ParameterizedRobolectricTestRunner::class)
@Config(sdk = [34], application = StagedApplication::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class PicturesTest(private val language: String, private val dark: Boolean, private val percent: Int) {
    @get:Rule val rule = createEmptyComposeRule()

    @Test
    fun everyStateLooksAsItWasAccepted() {
        // Twice the text is drawn on a longer screen, so that all of it is in the picture.
        val height = if (percent > 100) 1500 else 800
        val night = if (dark) "night" else "notnight"
        RuntimeEnvironment.setQualifiers("$language-w360dp-h${height}dp-$night-mdpi")
        RuntimeEnvironment.setFontScale(percent / 100f)
        val stage = Stage(rule).open()
        // The pictures outlive a version.
        val application = stage.application
        shadowOf(application.packageManager).getInternalMutablePackageInfo(application.packageName).versionName = "0.1.0"
        val differing = State.entries.filterNot { state ->
            stage.lead(state)
            val shade = if (dark) "dark" else "light"
            val name = "${state.name.lowercase()}-$language-$shade-$percent.png"
            isAccepted(name, stage.draw())
        }
        writePage()
        assertTrue("look at $differing in ${seen()}", differing.isEmpty())
    }

    /** All pictures on one page, a state a row. */
    private fun writePage() {
        val pictures = seen().list { _, name -> name.endsWith(".png") }.orEmpty().sorted()
        val rows = pictures.groupBy { it.substringBefore('-') }.map { (state, names) ->
            names.joinToString("", "<h2>${state.replace('_', ' ')}</h2><div>", "</div>\n") {
                "<img src=\"$it\" alt=\"$it\" title=\"$it\">"
            }
        }
        seen().resolve("index.html").writeText(
            "<!doctype html><meta charset=\"utf-8\"><title>Kodebro for Android</title>" +
                "<style>body{font-family:sans-serif;background:#999}div{display:flex;gap:8px;" +
                "overflow-x:auto;align-items:start}img{width:240px}</style>\n" +
                rows.joinToString("")
        )
    }

    private fun seen() = File(System.getProperty("kodebro.seen"))

    private fun isAccepted(name: String, drawn: Picture): Boolean {
        drawn.save(seen().resolve(name))
        val accepted = File(System.getProperty("kodebro.pictures"), name)
        if (System.getProperty("kodebro.accept") == "yes") drawn.save(accepted)
        return accepted.exists() && Picture.of(accepted).isLike(drawn)
    }

    companion object {
        @JvmStatic
        @Parameters(name = "{0}, dark {1}, {2} %")
        fun ways(): List<Array<Any>> =
            listOf("da", "en").flatMap { language ->
                listOf(false, true).flatMap { dark ->
                    listOf(100, 200).map { arrayOf(language, dark, it) }
                }
            }
    }
}
