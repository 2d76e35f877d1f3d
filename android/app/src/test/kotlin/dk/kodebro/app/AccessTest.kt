package dk.kodebro.app

import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.hasAnyAncestor
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasScrollAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.isHeading
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import androidx.compose.ui.test.onFirst
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.text.intl.LocaleList
import dk.kodebro.app.screens.readLicences
import dk.kodebro.core.Event
import dk.kodebro.core.Language
import dk.kodebro.core.Page
import dk.kodebro.core.Screen
import dk.kodebro.core.TextKey
import dk.kodebro.core.texts
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/** The least side of whatever can be touched (Material, WCAG 2.5.8 asks for half). */
private const val TOUCH = 48

/** The longest way back: over all steps and questions of the guide, and out of the wait. */
private const val MOST_BACKS = 24

/** Every state for those who listen, enlarge, or do not aim well; and the way back from it. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [29, 34, 35], application = StagedApplication::class, qualifiers = "da-w360dp-h640dp-mdpi")
class AccessTest {
    @get:Rule val rule = createEmptyComposeRule()
    private lateinit var stage: Stage

    @Before
    fun setTheStage() {
        stage = Stage(rule).open()
    }

    private val isOnPage = hasAnyAncestor(hasScrollAction())

    private val touchable = SemanticsMatcher.keyIsDefined(SemanticsActions.OnClick)

    @Test
    fun theCodeIsReadOneDigitAtATime() {
        stage.lead(State.CODE)
        rule.onNode(hasContentDescription("4 0 2, 9 1 3")).assertExists()
        assertTrue(
            "and not as a number beside that",
            rule.onAllNodes(SemanticsMatcher("says 402") { node -> "402" in stage.said(node) })
                .fetchSemanticsNodes()
                .isEmpty(),
        )
    }

    @Test
    fun candidatesAreReadOneCharacterAtATime() {
        stage.lead(State.CHOOSE)
        rule.onNode(hasContentDescription("4 0 2 9 1 3")).assertExists()
    }

    @Test
    fun everyStateHasAHeadingAndWhateverCanBeTouchedHasAName() {
        for (state in State.entries) {
            stage.lead(state)
            rule.onAllNodes(isHeading()).onFirst().assertExists("$state has no heading")
            for (node in rule.onAllNodes(touchable).fetchSemanticsNodes()) {
                assertFalse("something in $state has no name", stage.said(node).isBlank())
            }
        }
    }

    @Test
    fun whateverCanBeTouchedIsLargeEnoughAndCanBeReachedWithTwiceTheText() {
        stage.scenario.close()
        RuntimeEnvironment.setFontScale(2f)
        stage.open()
        for (state in State.entries) {
            stage.lead(state)
            val nodes = rule.onAllNodes(touchable)
            for (index in nodes.fetchSemanticsNodes().indices) {
                val node = nodes[index]
                // What stands beside the page is always in reach.
                if (isOnPage.matches(node.fetchSemanticsNode())) node.performScrollTo()
                node.assertIsDisplayed()
                val seen = node.fetchSemanticsNode()
                // Not the bounds of touch, which Compose makes large enough by itself, over a neighbour.
                assertTrue("$state: ${stage.said(seen)}", seen.layoutInfo.height >= TOUCH)
                assertTrue("$state: ${stage.said(seen)}", seen.layoutInfo.width >= TOUCH)
            }
        }
    }

    @Test
    fun backLeadsHomeFromEveryStateAndEndsNeitherAWaitNorACode() {
        for (state in State.entries) {
            stage.lead(state)
            val isAlive = isAlive(stage.screen)
            repeat(MOST_BACKS) {
                if (stage.phone.view.canGoBack) {
                    stage.scenario.onActivity { it.onBackPressedDispatcher.onBackPressed() }
                    stage.settle()
                }
            }
            assertFalse("$state", stage.phone.view.canGoBack)
            if (isAlive) assertTrue("$state", isAlive(stage.screen))
            else assertEquals("$state", Screen.Home, stage.screen)
        }
    }

    /** Whether a wait goes on, or a code stands. */
    private fun isAlive(screen: Screen) =
        when (screen) {
            is Screen.Waiting,
            is Screen.Code,
            is Screen.Choose -> true
            is Screen.Guide -> screen.guide.waiting != null
            else -> false
        }

    @Test
    fun everyStateIsWhollyInTheLanguageThatWasChosen() {
        val licences = readLicences(stage.application.resources)
        for (language in Language.entries) {
            // What was explained once is explained again.
            stage.phone.tell(Event.PageOpened(Page.CONFIRM_DELETION))
            stage.phone.tell(Event.DeletionConfirmed)
            stage.phone.tell(Event.LanguageChosen(language))
            val words = WordsOf(language)
            val foreign = State.entries.associateWith { state ->
                stage.lead(state)
                // The licences are as their authors wrote them.
                stage.said().lines().filterNot { line ->
                    line in words || line in NAMES || isCode(line) ||
                        licences.any { line in it.library + it.name + it.text }
                }
            }
            assertEquals("$language", emptyMap<State, List<String>>(), foreign.filterValues { it.isNotEmpty() })
        }
    }

    /** A code, as it is seen, read out, or offered to be chosen. */
    private fun isCode(line: String) = Regex("[0-9A-Z ,-]{1,30}").matches(line) && line.any(Char::isDigit)

    @Test
    fun everyLibraryHasALicenceAndItsText() {
        val licences = readLicences(stage.application.resources)
        for (library in listOf("ring", "rusqlite", "SQLite", "rust-std", "net.java.dev.jna:jna")) {
            assertEquals(library, 1, licences.count { it.library == library })
        }
        fun text(library: String) = licences.single { it.library == library }.text
        assertTrue("Copyright (c) 2014 The rusqlite developers" in text("rusqlite"))
        assertTrue("Permission is hereby granted, free of charge" in text("rusqlite"))
        assertTrue("END OF TERMS AND CONDITIONS" in text("androidx.core:core"))
        assertTrue("Permission to use, copy, modify, and/or distribute" in text("ring"))
        assertTrue("Mozilla Public License" in text("uniffi"))
        assertTrue("https://developer.android.com/studio/terms" in text("com.google.android.gms:play-services-base"))
        for (licence in licences) {
            assertFalse("${licence.library} has no text", licence.text.isBlank())
            assertFalse("${licence.library} has no licence", licence.name.isBlank())
        }
    }

    @Test
    fun theLicencesAreShownToWhoAsksAndEachWithItsText() {
        stage.lead(State.ABOUT)
        assertFalse("Apache-2.0" in stage.said())
        stage.press(TextKey.ABOUT_LICENCES)
        assertTrue(stage.words(TextKey.ABOUT_LICENCES_BODY) in stage.said())
        rule.onNode(isHeading() and hasText(stage.words(TextKey.ABOUT_LICENCES))).assertExists()
        assertTrue("Apache-2.0" in stage.said())
        assertFalse(RUSQLITE in stage.said())
        stage.press("rusqlite")
        assertTrue(RUSQLITE in stage.said())
        assertFalse(stage.words(TextKey.ABOUT_LICENCES_BODY) in stage.said())
        rule.onNode(isHeading() and hasText("rusqlite")).assertExists()
    }

    @Test
    fun backFromALicenceLeadsToItsPlaceInTheList() {
        stage.lead(State.LICENCES)
        val row = rule.onNode(hasText("rusqlite"))
        row.performScrollTo()
        val place = row.fetchSemanticsNode().boundsInRoot
        for (back in listOf({ stage.back() }, { stage.pressSign(TextKey.BUTTON_BACK) })) {
            row.performClick()
            stage.settle()
            assertTrue(RUSQLITE in stage.said())
            back()
            assertEquals(place, row.fetchSemanticsNode().boundsInRoot)
        }
        stage.back()
        assertEquals(Screen.Home, stage.screen)
    }

    @Test
    fun aLicenceIsReadInEnglishAndCanBeReadToItsEnd() {
        stage.lead(State.LICENCES)
        stage.press("ring")
        val paragraphs = rule.onAllNodes(hasText("Permission to use, copy, modify", substring = true))
        val text = paragraphs.onFirst().performScrollTo().fetchSemanticsNode()
        val languages = text.config[SemanticsProperties.Text].single().spanStyles.mapNotNull { it.item.localeList }
        assertEquals(listOf(LocaleList("en")), languages)
    }

    private companion object {
        /** Each language by its own name. */
        val NAMES = Language.entries.map { texts(it).getValue(TextKey.LANGUAGE_NAME) }
        const val RUSQLITE = "Copyright (c) 2014 The rusqlite developers"
    }
}
