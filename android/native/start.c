/* What the NDK's crtbegin_so.o gives a library, and names of glibc that Debian's libunwind wants. */
#include <stdarg.h>

#define HIDDEN __attribute__((visibility("hidden")))
#undef __errno_location

extern int __cxa_atexit(void (*)(void *), void *, void *);
extern void __cxa_finalize(void *);
extern int __register_atfork(void (*)(void), void (*)(void), void (*)(void), void *);
extern int *__errno(void);
extern void __assert2(const char *, int, const char *, const char *);
extern int vfprintf(void *, const char *, va_list);

HIDDEN void *__dso_handle = &__dso_handle;

HIDDEN int atexit(void (*end)(void)) {
    return __cxa_atexit((void (*)(void *))end, 0, &__dso_handle);
}

HIDDEN int pthread_atfork(void (*before)(void), void (*parent)(void), void (*child)(void)) {
    return __register_atfork(before, parent, child, &__dso_handle);
}

static __attribute__((destructor)) void unload(void) { __cxa_finalize(&__dso_handle); }

HIDDEN int *__errno_location(void) { return __errno(); }

HIDDEN int __fprintf_chk(void *file, int flag, const char *format, ...) {
    va_list arguments;
    (void)flag;
    va_start(arguments, format);
    int written = vfprintf(file, format, arguments);
    va_end(arguments);
    return written;
}

HIDDEN void __assert_fail(const char *what, const char *file, unsigned line, const char *function) {
    __assert2(file, (int)line, function, what);
}

#ifdef __aarch64__
/* Debian's libunwind looks for the guard of the stack here; bionic keeps one per library too. On
   x86_64 both keep it in the thread's block. */
extern unsigned long getauxval(unsigned long);
HIDDEN unsigned long __stack_chk_guard = 0x00000aff0a0d5aa5;

static __attribute__((constructor(101))) void seed_guard(void) {
    const unsigned long at_random = 25;
    unsigned long *random = (unsigned long *)getauxval(at_random);
    if (random) __stack_chk_guard = random[1] & ~0xffUL;
}
#endif
