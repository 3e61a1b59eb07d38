/* Small dense systems that are too short for BLAS and LAPACK to be worth their calls.
 *
 * Each kernel is compiled for the baseline of its architecture and, on x86-64, for AVX2 with FMA;
 * the version is chosen at run time.
 */
#ifndef MITHRIDATE_KERNELS_H
#define MITHRIDATE_KERNELS_H

#include <stddef.h>
#include <stdint.h>

/* How many numbers of scratch memory a dual solve of `entries` ratings needs. */
static inline size_t mithridate_ridge_dual_scratch(size_t entries) {
  /* Columns of entries + 1 numbers, padded to whole vectors, and the reciprocals of the pivots. */
  return (entries + 1 + 8) * entries + 2 * (entries + 8);
}

/* x = F (lambda I + F'F)^-1 r for the columns of F that `columns` names.
 *
 * factors  F's matrix, column-major, `rank` numbers a column
 * columns  `entries` column numbers
 * values   r
 * scratch  as many numbers as mithridate_ridge_dual_scratch(entries)
 * x        receives `rank` numbers
 *
 * Returns 0, or the pivot (from 1) that is not positive or not a number.
 */
int mithridate_ridge_dual_f64(size_t rank, size_t entries, double lambda, const double *factors,
                              const int32_t *columns, const double *values, double *scratch,
                              double *x);
int mithridate_ridge_dual_f32(size_t rank, size_t entries, float lambda, const float *factors,
                              const int32_t *columns, const double *values, float *scratch,
                              float *x);

#endif
