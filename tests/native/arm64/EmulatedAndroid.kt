package dk.kodebro.core

import com.github.unidbg.Emulator
import com.github.unidbg.Module
import com.github.unidbg.arm.context.RegisterContext
import com.github.unidbg.linux.ARM64SyscallHandler
import com.github.unidbg.linux.android.AndroidARM64Emulator
import com.github.unidbg.linux.android.AndroidResolver
import com.github.unidbg.memory.SvcMemory
import com.github.unidbg.pointer.UnidbgPointer
import com.github.unidbg.file.linux.AndroidFileIO
import com.github.unidbg.unix.UnixEmulator
import com.sun.jna.Pointer
import java.io.ByteArrayInputStream
import java.io.File
import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.util.logging.Level
import java.util.logging.Logger
import unicorn.Arm64Const

/**
 * A process on an Android phone: arm64 code runs on an emulated processor, on the real libc of
 * Android 6. `/` of the phone is a folder of this machine. Threads are not emulated.
 */
class EmulatedAndroid(root: File) : AndroidARM64Emulator("dk.kodebro.app", root, emptyList()) {
    init {
        // Where the code crashes, unidbg asks its debugger's questions; nobody is there to answer.
        System.setIn(ByteArrayInputStream(ByteArray(0)))
        // It warns where a file ends.
        ends.level = Level.SEVERE
        memory.setLibraryResolver(AndroidResolver(23))
    }

    /** Loads a library as it is shipped, and runs its initializers. */
    fun load(library: File): Module {
        memory.addModuleListener { _, module -> if (module.name == library.name) relocate(module, library) }
        return loadLibrary(library, true)
    }

    /** Memory of the process that holds these bytes, and stays. */
    fun memoryWith(bytes: ByteArray): UnidbgPointer {
        val pointer = memory.malloc(bytes.size.coerceAtLeast(1), true).pointer
        pointer.write(0, bytes, 0, bytes.size)
        return pointer
    }

    /** Calls an exported function. A result too large for a register is written to `result`. */
    fun call(library: Module, function: String, vararg arguments: Any, result: Pointer? = null): Long {
        checkNotNull(library.findSymbolByName(function, false)) { "the library exports no $function" }
        if (result != null) backend.reg_write(Arm64Const.UC_ARM64_REG_X8, (result as UnidbgPointer).peer)
        val answer = library.callFunction(this, function, *arguments).toLong()
        check(answer != CRASH) { "the library crashed in $function" }
        return answer
    }

    /**
     * Relative relocations in the short form (RELR; for Android 9 and 10 by a number of their own), which
     * unidbg does not know. An even entry is an address, an odd one says by its bits which of the next
     * 63 words follow.
     */
    private fun relocate(module: Module, library: File) {
        val elf = ByteBuffer.wrap(library.readBytes()).order(ByteOrder.LITTLE_ENDIAN)
        val dynamic = dynamicSection(elf)
        val table = dynamic[DT_RELR] ?: dynamic[DT_ANDROID_RELR] ?: return
        val size = checkNotNull(dynamic[DT_RELRSZ] ?: dynamic[DT_ANDROID_RELRSZ])
        val words = ByteBuffer.wrap(backend.mem_read(module.base + table, size)).order(ByteOrder.LITTLE_ENDIAN)
        var next = 0L
        while (words.hasRemaining()) {
            val entry = words.getLong()
            if (entry and 1L == 0L) {
                move(module, entry)
                next = entry + WORD
            } else {
                for (bit in 0 until 63) if (entry ushr (bit + 1) and 1L == 1L) move(module, next + bit * WORD)
                next += 63 * WORD
            }
        }
    }

    private fun move(module: Module, place: Long) {
        val word = ByteBuffer.wrap(backend.mem_read(module.base + place, WORD)).order(ByteOrder.LITTLE_ENDIAN)
        word.putLong(0, word.getLong(0) + module.base)
        backend.mem_write(module.base + place, word.array())
    }

    override fun createSyscallHandler(memory: SvcMemory) = object : ARM64SyscallHandler(memory) {
        /** What SQLite asks of the kernel and unidbg leaves unanswered. */
        override fun handleSyscall(emulator: Emulator<*>, number: Int): Boolean {
            val asked = emulator.getContext<RegisterContext>()
            val answer = when (number) {
                PREAD -> at(asked) { it.read(backend, asked.getPointerArg(1), asked.getIntArg(2)).coerceAtLeast(0) }
                PWRITE -> at(asked) { it.write(asked.getPointerArg(1).getByteArray(0, asked.getIntArg(2))) }
                FSYNC -> 0
                FCNTL -> lock(asked) ?: return false
                else -> return false
            }
            backend.reg_write(Arm64Const.UC_ARM64_REG_X0, answer)
            return true
        }

        private fun at(asked: RegisterContext, work: (AndroidFileIO) -> Int): Int {
            val file = fdMap[asked.getIntArg(0)] ?: return -UnixEmulator.EBADF
            file.lseek(asked.getLongArg(3).toInt(), 0)
            return work(file)
        }

        /** Locks on a file, which nobody else has where there is one process. */
        private fun lock(asked: RegisterContext): Int? = when (asked.getIntArg(1)) {
            F_GETLK -> 0.also { asked.getPointerArg(2).setShort(0, F_UNLCK) }
            F_SETLK -> 0
            else -> null
        }

        /** The kernel answers with the error, where unidbg answers -1, which is another one. */
        override fun stat64(emulator: Emulator<AndroidFileIO>, path: String, status: Pointer): Int =
            if (super.stat64(emulator, path, status) == 0) 0 else -UnixEmulator.ENOENT
    }

    private companion object {
        /** What unidbg gives in place of a result where the code has crashed. */
        const val CRASH = -1L
        val ends: Logger = Logger.getLogger("com.github.unidbg.Utils")
        const val FCNTL = 25
        const val F_GETLK = 5
        const val F_SETLK = 6
        const val F_UNLCK: Short = 2
        const val PREAD = 67
        const val PWRITE = 68
        const val FSYNC = 82
        const val PT_DYNAMIC = 2
        const val DT_RELRSZ = 35L
        const val DT_RELR = 36L
        const val DT_ANDROID_RELR = 0x6fffe000L
        const val DT_ANDROID_RELRSZ = 0x6fffe001L
        const val WORD = 8L

        /** What the dynamic linker is told, by the ELF specification's numbers. */
        fun dynamicSection(elf: ByteBuffer): Map<Long, Long> {
            val headers = elf.getLong(32).toInt()
            val size = elf.getShort(54).toInt()
            val header = (0 until elf.getShort(56)).map { headers + it * size }.single { elf.getInt(it) == PT_DYNAMIC }
            val start = elf.getLong(header + 8).toInt()
            return (start until start + elf.getLong(header + 32).toInt() step 16)
                .associate { elf.getLong(it) to elf.getLong(it + 8) }
        }
    }
}
