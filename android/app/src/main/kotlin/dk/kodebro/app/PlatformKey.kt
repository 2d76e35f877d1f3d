package dk.kodebro.app

import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyProperties
import android.util.AtomicFile
import java.io.File
import java.io.IOException
import java.security.GeneralSecurityException
import java.security.KeyStore
import java.security.SecureRandom
import javax.crypto.Cipher
import javax.crypto.KeyGenerator
import javax.crypto.SecretKey
import javax.crypto.spec.GCMParameterSpec

/** How long the key is, in bytes. */
private const val LENGTH = 32

private const val CIPHER = "AES/GCM/NoPadding"

/** What AES-GCM takes beside the key, in bytes; Android's key store makes it anew each time. */
private const val NONCE = 12

/** How sure it is that nobody changed what was wrapped, in bits: all that AES-GCM gives. */
private const val TAG = 128

/** Where the key lies that wraps the other. Each function may throw what a key store throws. */
interface WrappingKeys {
    /** The one that was made before; nothing where there is none. */
    fun kept(): SecretKey?

    /** Makes one in place of an earlier one. */
    fun make(): SecretKey
}

/**
 * The key to what is kept sealed: random, and itself kept wrapped by a key that does not leave the
 * device's key store. A copy of the app's files is of no use without that device.
 */
class PlatformKey(file: File, private val keys: WrappingKeys) {
    private val file = AtomicFile(file)

    /**
     * The key, 32 bytes. A new one where none was kept, or where it cannot be had any more, such as
     * after the device's key store was cleared: what was sealed by the old one is lost then. Where a
     * new one cannot be kept either, it is good for this process.
     */
    fun bytes(): ByteArray = attempt(::kept) ?: made()

    private fun kept(): ByteArray? {
        if (!file.baseFile.exists()) return null
        val wrapped = file.readFully()
        val key = keys.kept()
        if (key == null || wrapped.size <= NONCE) return null
        val cipher = Cipher.getInstance(CIPHER)
        cipher.init(Cipher.DECRYPT_MODE, key, GCMParameterSpec(TAG, wrapped, 0, NONCE))
        return cipher.doFinal(wrapped, NONCE, wrapped.size - NONCE).takeIf { it.size == LENGTH }
    }

    private fun made(): ByteArray {
        val made = ByteArray(LENGTH).also(SecureRandom()::nextBytes)
        attempt {
            val cipher = Cipher.getInstance(CIPHER)
            cipher.init(Cipher.ENCRYPT_MODE, keys.make())
            keep(cipher.iv + cipher.doFinal(made))
        }
        return made
    }

    private fun keep(wrapped: ByteArray) {
        val stream = file.startWrite()
        try {
            stream.write(wrapped)
            file.finishWrite(stream)
        } catch (failure: IOException) {
            file.failWrite(stream)
            throw failure
        }
    }

    private fun <T> attempt(use: () -> T): T? =
        try {
            use()
        } catch (_: GeneralSecurityException) {
            null
        } catch (_: RuntimeException) {
            // So do key stores of some makers where the part of the device that holds keys fails.
            null
        } catch (_: IOException) {
            null
        }
}

/** Android's own key store. The key in it may be used whenever the app runs, and only by the app. */
class AndroidWrappingKeys : WrappingKeys {
    override fun kept(): SecretKey? =
        KeyStore.getInstance(STORE).run {
            load(null)
            getKey(NAME, null) as? SecretKey
        }

    override fun make(): SecretKey {
        val purposes = KeyProperties.PURPOSE_ENCRYPT or KeyProperties.PURPOSE_DECRYPT
        val wanted =
            KeyGenParameterSpec.Builder(NAME, purposes)
                .setKeySize(LENGTH * 8)
                .setBlockModes(KeyProperties.BLOCK_MODE_GCM)
                .setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_NONE)
                .build()
        return KeyGenerator.getInstance(KeyProperties.KEY_ALGORITHM_AES, STORE).run {
            init(wanted)
            generateKey()
        }
    }

    private companion object {
        const val STORE = "AndroidKeyStore"
        const val NAME = "kodebro"
    }
}
