/* The numbers of sysconf are bionic's own: what asks for the size of a page in musl asks for another
   setting there. From bionic's bits/sysconf.h. */
#include_next <unistd.h>
#ifndef KODEBRO_BIONIC_SYSCONF
#define KODEBRO_BIONIC_SYSCONF
#undef _SC_CLK_TCK
#undef _SC_OPEN_MAX
#undef _SC_IOV_MAX
#undef _SC_PAGESIZE
#undef _SC_PAGE_SIZE
#undef _SC_NPROCESSORS_CONF
#undef _SC_NPROCESSORS_ONLN
#undef _SC_PHYS_PAGES
#undef _SC_AVPHYS_PAGES
#define _SC_CLK_TCK 0x06
#define _SC_OPEN_MAX 0x0b
#define _SC_IOV_MAX 0x26
#define _SC_PAGESIZE 0x27
#define _SC_PAGE_SIZE 0x28
#define _SC_NPROCESSORS_CONF 0x60
#define _SC_NPROCESSORS_ONLN 0x61
#define _SC_PHYS_PAGES 0x62
#define _SC_AVPHYS_PAGES 0x63
#endif
