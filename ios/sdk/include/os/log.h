/* Apple's unified log, as far as the core's library for it goes; the only header it needs that is not
   among those of Darwin's that are free. What it calls is what Apple's own header calls. */
#ifndef KODEBRO_OS_LOG
#define KODEBRO_OS_LOG
#include <os/base.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct os_log_s *os_log_t;
typedef uint8_t os_log_type_t;
enum { OS_LOG_TYPE_DEFAULT = 0, OS_LOG_TYPE_INFO = 1, OS_LOG_TYPE_DEBUG = 2, OS_LOG_TYPE_ERROR = 0x10, OS_LOG_TYPE_FAULT = 0x11 };

extern struct os_log_s _os_log_default;
#define OS_LOG_DEFAULT (&_os_log_default)

extern void *__dso_handle;
os_log_t os_log_create(const char *subsystem, const char *category);
void os_release(void *object);
bool os_log_type_enabled(os_log_t log, os_log_type_t type);
void _os_log_impl(void *library, os_log_t log, os_log_type_t type, const char *format, uint8_t *values, uint32_t size);

#define os_log_with_type(log, type, format, ...) \
    do { \
        os_log_t the_log = (log); \
        if (os_log_type_enabled(the_log, type)) { \
            static const char text[] __attribute__((section("__TEXT,__oslogstring,cstring_literals"))) = format; \
            uint8_t values[__builtin_os_log_format_buffer_size(format, ##__VA_ARGS__)]; \
            __builtin_os_log_format(values, format, ##__VA_ARGS__); \
            _os_log_impl(&__dso_handle, the_log, type, text, values, sizeof values); \
        } \
    } while (0)
#define os_log(log, ...) os_log_with_type(log, OS_LOG_TYPE_DEFAULT, __VA_ARGS__)
#define os_log_info(log, ...) os_log_with_type(log, OS_LOG_TYPE_INFO, __VA_ARGS__)
#define os_log_debug(log, ...) os_log_with_type(log, OS_LOG_TYPE_DEBUG, __VA_ARGS__)
#define os_log_error(log, ...) os_log_with_type(log, OS_LOG_TYPE_ERROR, __VA_ARGS__)
#define os_log_fault(log, ...) os_log_with_type(log, OS_LOG_TYPE_FAULT, __VA_ARGS__)
#endif
