package dk.kodebro.core

import com.github.unidbg.pointer.UnidbgPointer
import java.io.File
import java.nio.ByteBuffer
import java.nio.ByteOrder

/**
 * The core for phones, called as the app calls it: by UniFFI's functions in C, with values written and
 * read by the converters that UniFFI generates for Kotlin.
 */
class EmulatedCore(private val android: EmulatedAndroid, library: File) {
    private val module = android.load(library)
    private val status = android.memoryWith(ByteArray(STATUS))

    /**
     * Opens a session without a key, and gives what Kotlin keeps of it. Sealing is not run: the emulated
     * processor stops in the middle of ring's assembly for ChaCha20-Poly1305.
     */
    fun open(folder: String, language: String): Long =
        checked {
            val noKey = argument(FfiConverterOptionalByteArray, null)
            android.call(module, "uniffi_kodebro_fn_constructor_session_open", argument(folder), argument(language), noKey, it)
        }

    fun close(session: Long) {
        checked { android.call(module, "uniffi_kodebro_fn_free_session", session, it) }
    }

    fun handle(session: Long, event: Event, at: Long): Update {
        // A method takes a reference of its own along, and drops it.
        val reference = checked { android.call(module, "uniffi_kodebro_fn_clone_session", session, it) }
        val argument = argument(FfiConverterTypeEvent, event)
        val answer = buffer { result, status ->
            android.call(
                module, "uniffi_kodebro_fn_method_session_handle", reference, argument, at, status,
                result = result,
            )
        }
        return FfiConverterTypeUpdate.read(ByteBuffer.wrap(answer))
    }

    /** Asks for memory of this size, which the library gets for what is passed to it. */
    fun allocate(size: Long): UnidbgPointer {
        val result = android.memoryWith(ByteArray(BUFFER))
        checked { android.call(module, "ffi_kodebro_rustbuffer_alloc", size, it, result = result) }
        return result
    }

    private fun argument(text: String) = argument(text.encodeToByteArray())

    private fun <T> argument(converter: FfiConverterRustBuffer<T>, value: T): UnidbgPointer {
        val written = ByteBuffer.allocate(converter.allocationSize(value).toInt())
        converter.write(value, written)
        return argument(written.array().copyOf(written.position()))
    }

    /** A buffer that is passed by value, which for its size means: by the address of a copy. */
    private fun argument(bytes: ByteArray): UnidbgPointer {
        val buffer = allocate(bytes.size.toLong())
        buffer.getPointer(DATA).write(0, bytes, 0, bytes.size)
        buffer.setLong(LENGTH, bytes.size.toLong())
        return buffer
    }

    private fun buffer(call: (UnidbgPointer, UnidbgPointer) -> Long): ByteArray {
        val result = android.memoryWith(ByteArray(BUFFER))
        checked { call(result, it) }
        return bytes(result)
    }

    private fun bytes(buffer: UnidbgPointer): ByteArray =
        buffer.getPointer(DATA).getByteArray(0, buffer.getLong(LENGTH).toInt())

    /** Makes a call, and throws what the library answers in place of a result. */
    private fun checked(call: (UnidbgPointer) -> Long): Long {
        status.setByte(0, SUCCESS)
        val result = call(status)
        when (val code = status.getByte(0)) {
            SUCCESS -> return result
            PANIC -> throw CaughtPanic(bytes(status.share(ERROR) as UnidbgPointer).decodeToString())
            else -> error("the library answers with the error $code")
        }
    }

    private companion object {
        // RustBuffer: capacity, length, data. RustCallStatus: a byte, then a RustBuffer.
        const val BUFFER = 24
        const val LENGTH = 8L
        const val DATA = 16L
        const val STATUS = 32
        const val ERROR = 8L
        const val SUCCESS: Byte = 0
        const val PANIC: Byte = 2
    }
}

/** The library panicked, and told. */
class CaughtPanic(message: String) : Exception(message)
