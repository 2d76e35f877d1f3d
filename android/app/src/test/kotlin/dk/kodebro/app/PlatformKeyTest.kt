package dk.kodebro.app

import java.io.File
import java.security.InvalidKeyException
import java.security.KeyStoreException
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config

/** The key to what is kept sealed, with all that may happen to it. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [29, 35])
class PlatformKeyTest {
    @get:Rule val folder = TemporaryFolder()
    private val keys = OpenKeys()
    private lateinit var file: File

    @Before
    fun nameTheFile() {
        file = folder.root.resolve("key")
    }

    /** The key as another process would have it. */
    private fun key(): ByteArray = PlatformKey(file, keys).bytes()

    @Test
    fun theKeyIsRandomAndTheSameNextTime() {
        val key = key()
        assertEquals(32, key.size)
        assertArrayEquals(key, key())
        file = folder.root.resolve("other")
        assertFalse(key.contentEquals(key()))
    }

    @Test
    fun theFileHoldsItOnlyWrapped() {
        val key = key()
        val kept = String(file.readBytes(), Charsets.ISO_8859_1)
        assertFalse(String(key, Charsets.ISO_8859_1) in kept)
        assertFalse(String(key.copyOf(8), Charsets.ISO_8859_1) in kept)
    }

    @Test
    fun aKeyThatTheDeviceHasLostIsMadeAnewAndKept() {
        val key = key()
        keys.key = null
        val made = key()
        assertFalse(key.contentEquals(made))
        assertArrayEquals(made, key())
    }

    @Test
    fun aKeyThatTheDeviceNoLongerLetsUseIsMadeAnewAndKept() {
        for (failure in listOf(InvalidKeyException(), KeyStoreException(), IllegalStateException())) {
            val key = key()
            keys.keptFails = failure
            val made = key()
            assertFalse(key.contentEquals(made))
            assertArrayEquals(made, key())
        }
    }

    @Test
    fun aDamagedFileIsReplaced() {
        val key = key()
        val whole = file.readBytes()
        val changed = whole.clone().also { it[20] = (it[20] + 1).toByte() }
        for (damaged in listOf(ByteArray(0), whole.copyOf(12), whole.copyOf(40), changed)) {
            file.writeBytes(damaged)
            val made = key()
            assertFalse(key.contentEquals(made))
            assertArrayEquals(made, key())
        }
    }

    @Test
    fun aDeviceWithoutAKeyStoreGivesAKeyForTheMoment() {
        keys.keptFails = KeyStoreException()
        keys.makeFails = KeyStoreException()
        assertEquals(32, key().size)
        assertFalse("nothing lies open", file.exists())
    }

    @Test
    fun whatCannotBeWrittenIsGoodForTheMoment() {
        file = folder.newFile("a file").resolve("key")
        assertEquals(32, key().size)
        assertTrue(folder.root.list().orEmpty().contentEquals(arrayOf("a file")))
    }
}
