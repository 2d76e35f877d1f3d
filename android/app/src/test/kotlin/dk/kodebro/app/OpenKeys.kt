package dk.kodebro.app

import java.security.SecureRandom
import javax.crypto.SecretKey
import javax.crypto.spec.SecretKeySpec

/** A device's key store that keeps its key in plain sight, and breaks when it is told to. */
class OpenKeys : WrappingKeys {
    var key: SecretKey? = null
    var keptFails: Exception? = null
    var makeFails: Exception? = null

    override fun kept(): SecretKey? = keptFails?.let { throw it } ?: key

    override fun make(): SecretKey {
        makeFails?.let { throw it }
        keptFails = null
        val bytes = ByteArray(32).also(SecureRandom()::nextBytes)
        return SecretKeySpec(bytes, "AES").also { key = it }
    }
}
