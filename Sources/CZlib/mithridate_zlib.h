/* zlib: reading and writing gzip files. */
#include <zlib.h>
