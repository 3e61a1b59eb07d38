/* Small dense systems, for which calls of BLAS and LAPACK cost more than they save, and a scan that
 * Swift, which targets the baseline of the processor, would do a few numbers at a time.
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

/* How many ratings the primal solve takes in at a time: a panel of rank 64 stays in the first-level
 * cache. */
#define MITHRIDATE_PRIMAL_PANEL 32

/* How many numbers of scratch memory a primal solve of order `rank` needs. */
static inline size_t mithridate_ridge_primal_scratch(size_t rank) {
  /* The system with three spare columns, pivots, weights, and a panel with room to read on. */
  size_t stride = rank + 1 + 8;
  return stride * (rank + 3) + rank + stride + stride * MITHRIDATE_PRIMAL_PANEL + 8;
}

/* The solution of ridge regression for one row, F being the columns of `factors` that `columns`
 * names: in the dual form x = F (lambda I + F'F)^-1 r, a system of order `entries`, or in the primal
 * one x = (lambda I + F F')^-1 F r, a system of order `rank`.
 *
 * factors  column-major, `rank` numbers a column
 * columns  `entries` column numbers
 * values   r
 * scratch  as many numbers as mithridate_ridge_dual_scratch(entries) or
 *          mithridate_ridge_primal_scratch(rank)
 * x        receives `rank` numbers
 *
 * Returns 0, or the pivot (from 1) that is not positive or not a number.
 */
int mithridate_ridge_dual_f64(size_t rank, size_t entries, double lambda, const double *factors,
    const int32_t *columns, const double *values, double *scratch, double *x);
int mithridate_ridge_dual_f32(size_t rank, size_t entries, float lambda, const float *factors,
    const int32_t *columns, const double *values, float *scratch, float *x);
int mithridate_ridge_primal_f64(size_t rank, size_t entries, double lambda, const double *factors,
    const int32_t *columns, const double *values, double *scratch, double *x);
int mithridate_ridge_primal_f32(size_t rank, size_t entries, float lambda, const float *factors,
    const int32_t *columns, const double *values, float *scratch, float *x);

/* The same by the version for the baseline, whatever the processor has: for tests. */
int mithridate_ridge_dual_baseline_f64(size_t rank, size_t entries, double lambda, const double *factors,
    const int32_t *columns, const double *values, double *scratch, double *x);
int mithridate_ridge_dual_baseline_f32(size_t rank, size_t entries, float lambda, const float *factors,
    const int32_t *columns, const double *values, float *scratch, float *x);
int mithridate_ridge_primal_baseline_f64(size_t rank, size_t entries, double lambda, const double *factors,
    const int32_t *columns, const double *values, double *scratch, double *x);
int mithridate_ridge_primal_baseline_f32(size_t rank, size_t entries, float lambda, const float *factors,
    const int32_t *columns, const double *values, float *scratch, float *x);

/* The place of the first of `count` numbers that is greater than the threshold; `count` if none is.
 * NaN is not. */
size_t mithridate_first_above_f64(const double *numbers, size_t count, double threshold);
size_t mithridate_first_above_f32(const float *numbers, size_t count, float threshold);

/* The same by the version for the baseline: for tests. */
size_t mithridate_first_above_baseline_f64(const double *numbers, size_t count, double threshold);
size_t mithridate_first_above_baseline_f32(const float *numbers, size_t count, float threshold);

#endif
