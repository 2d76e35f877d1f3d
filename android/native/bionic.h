/* Put before every C file: where musl's headers, which stand in for bionic's, differ from them. */
#ifndef __ASSEMBLER__
/* Four bytes in musl, eight in bionic, which writes all of them. */
#define __DEFINED_pthread_mutexattr_t
typedef long pthread_mutexattr_t;
#define __DEFINED_pthread_condattr_t
typedef long pthread_condattr_t;
#define __errno_location __errno
#endif
