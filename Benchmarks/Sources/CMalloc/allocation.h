/* What glibc offers beyond malloc, which Swift's Glibc module leaves out. */
#include <malloc.h>
