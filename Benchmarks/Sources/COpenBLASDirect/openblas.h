/* The C interfaces of BLAS (CBLAS) and LAPACK (LAPACKE), as OpenBLAS provides them. */
#include <cblas.h>
#include <lapacke.h>
