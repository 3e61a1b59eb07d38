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

/* The factor L of the system matrix of either form alone, row after row of its lower triangle, with
 * the reciprocal of the pivot as the last number of each row: order (order + 1) / 2 numbers.
 *
 * scratch  as for the solves
 *
 * Returns 0, or the pivot (from 1) that is not positive or not a number.
 */
int mithridate_ridge_factor_f64(int is_dual, size_t rank, size_t entries, double lambda,
    const double *factors, const int32_t *columns, double *scratch, double *packed);
int mithridate_ridge_factor_f32(int is_dual, size_t rank, size_t entries, float lambda,
    const float *factors, const int32_t *columns, float *scratch, float *packed);
int mithridate_ridge_factor_baseline_f64(int is_dual, size_t rank, size_t entries, double lambda,
    const double *factors, const int32_t *columns, double *scratch, double *packed);
int mithridate_ridge_factor_baseline_f32(int is_dual, size_t rank, size_t entries, float lambda,
    const float *factors, const int32_t *columns, float *scratch, float *packed);

/* Solves (lambda I + F F') x = v in place with a packed factor.
 *
 * scratch  `entries` numbers
 * v        `rank` numbers
 */
void mithridate_system_solve_f64(int is_dual, size_t rank, size_t entries, double lambda,
    const double *packed, const double *factors, const int32_t *columns, double *scratch, double *v);
void mithridate_system_solve_f32(int is_dual, size_t rank, size_t entries, float lambda,
    const float *packed, const float *factors, const int32_t *columns, float *scratch, float *v);

/* One row of the product of the Hessian of the factorization's objective with a vector (a; b):
 *
 *     out = 2 (c lambda a + sum over entries of (c y'a + x'b) y - e b),
 *
 * x being the row's own factors, y and b the columns of `factors` and `others`, and c the weight of
 * the diagonal block, 1 in the Hessian itself.
 */
void mithridate_hessian_row_f64(size_t rank, size_t entries, double lambda, double weight,
    const double *factors, const int32_t *columns, const double *residuals, const double *own, const double *others,
    const double *a, double *out);
void mithridate_hessian_row_f32(size_t rank, size_t entries, float lambda, float weight,
    const float *factors, const int32_t *columns, const double *residuals, const float *own, const float *others,
    const float *a, float *out);

/* How many right-hand sides the many-sided sweeps take: 64 bytes of numbers. */
#define MITHRIDATE_SWEEP_SIDES_F64 8
#define MITHRIDATE_SWEEP_SIDES_F32 16

/* One row of a step of an iteration for n right-hand sides, each number n numbers side by side:
 *
 *     own = w0 own + w1 current + w2 target + w3 (sum of v_i x_i)
 *
 * over the rows x_i of `images` in `columns`, with v the `entries` values. `sum` has room for n numbers.
 */
void mithridate_step_row_f64(size_t n, size_t entries, const double *images,
    const int32_t *columns, const double *values, const double *w, const double *current,
    const double *target, double *own, double *sum);
void mithridate_step_row_f32(size_t n, size_t entries, const float *images,
    const int32_t *columns, const double *values, const float *w, const float *current,
    const float *target, float *own, float *sum);

/* One row of block Gauss-Seidel sweeps on the linearized equations of both sides: first gathers
 *
 *     v = v + sum of e_i s_i
 *
 * over the rows s_i of the other side, slice by slice, then updates
 *
 *     s = (lambda I + F F')^-1 (v - F q),   q <- F's.
 *
 * Of many right-hand sides each number is that many numbers side by side. The vectors of all rows
 * are stored in slices of `height` factors, so that gathering a slice finds it in the cache; slice
 * after slice, in each row after row.
 *
 * many       0 for one right-hand side, 1 for as many as there are sides
 * width      the numbers of one row of a slice
 * residuals  e, `entries` numbers
 * others     the slice of the other side
 * v          the row in the slice of this side
 * places     where in `products` the products of each entry are; null if they are in order
 * products   q, inner products of each entry with the other side's s; receives those with this one's
 * rows, row  the number of rows of this side, and which one is updated
 * slices     v of all rows; receives s of this one
 * scratch    `rank` + 2 `entries` numbers
 */
void mithridate_sweep_gather_f64(int many, size_t width, size_t entries, const double *others,
    const int32_t *columns, const double *residuals, double *v);
void mithridate_sweep_row_f64(int many, int is_dual, size_t rank, size_t entries, double lambda,
    const double *packed, const double *factors, const int32_t *columns, const int32_t *places,
    double *products, size_t height, size_t rows, size_t row, double *slices, double *scratch);
void mithridate_sweep_gather_f32(int many, size_t width, size_t entries, const float *others,
    const int32_t *columns, const double *residuals, float *v);
void mithridate_sweep_row_f32(int many, int is_dual, size_t rank, size_t entries, float lambda,
    const float *packed, const float *factors, const int32_t *columns, const int32_t *places,
    float *products, size_t height, size_t rows, size_t row, float *slices, float *scratch);

/* The same by the versions for the baseline: for tests. */
void mithridate_step_row_baseline_f64(size_t n, size_t entries, const double *images,
    const int32_t *columns, const double *values, const double *w, const double *current,
    const double *target, double *own, double *sum);
void mithridate_step_row_baseline_f32(size_t n, size_t entries, const float *images,
    const int32_t *columns, const double *values, const float *w, const float *current,
    const float *target, float *own, float *sum);
void mithridate_sweep_row_baseline_f64(int many, int is_dual, size_t rank, size_t entries,
    double lambda, const double *packed, const double *factors, const int32_t *columns,
    const int32_t *places, double *products, size_t height, size_t rows, size_t row, double *slices,
    double *scratch);
void mithridate_sweep_row_baseline_f32(int many, int is_dual, size_t rank, size_t entries,
    float lambda, const float *packed, const float *factors, const int32_t *columns,
    const int32_t *places, float *products, size_t height, size_t rows, size_t row, float *slices,
    float *scratch);

/* The place of the first of `count` numbers that is greater than the threshold; `count` if none is.
 * NaN is not. */
size_t mithridate_first_above_f64(const double *numbers, size_t count, double threshold);
size_t mithridate_first_above_f32(const float *numbers, size_t count, float threshold);

/* The same by the version for the baseline: for tests. */
size_t mithridate_first_above_baseline_f64(const double *numbers, size_t count, double threshold);
size_t mithridate_first_above_baseline_f32(const float *numbers, size_t count, float threshold);

/* Whether `value` is among `count` numbers, which are all looked at. */
int mithridate_holds(size_t count, const int32_t *numbers, int32_t value);

/* Steps of stochastic gradient descent on the pairwise loss -log sigma(x), one sample after another,
 * x being the score of the sample's item less that of its negative. Each number that a step moves also
 * loses the share rate * penalty of itself, as by penalty / 2 times the sum of their squares.
 *
 * samples  `count` rows of four numbers: user, previous item, item, negative; the negative is not the
 *          item, and the previous item may be any
 *
 * Tables are column-major, `rank` numbers for each user or item; biases are `stride` numbers apart. Return the sum of the losses before
 * each step, without the penalty.
 *
 * factorization  score p_u'q_i + b_i, with p in `users`, q in `items`, b in `biases`
 * chain          score p_u'q_i + c_l'f_i, with c in `contexts`, q and below it f in each column of
 *                `items`, which has 2 `rank` numbers; l is the previous item
 * translation    score b_i - |q_l + t + t_u - q_i|^2, with t_u in `users`, t in `shared`; rows of
 *                `items` are brought back into the unit ball
 */
double mithridate_factorization_steps(size_t rank, size_t count, const int32_t *samples, float rate,
    float penalty, float *users, float *items, float *biases, size_t stride);
double mithridate_chain_steps(size_t rank, size_t count, const int32_t *samples, float rate,
    float penalty, float *users, float *contexts, float *items);
double mithridate_translation_steps(size_t rank, size_t count, const int32_t *samples, float rate,
    float penalty, float *users, float *items, float *biases, size_t stride,
    float *shared);

/* The same by the version for the baseline: for tests. */
double mithridate_factorization_steps_baseline(size_t rank, size_t count, const int32_t *samples,
    float rate, float penalty, float *users, float *items, float *biases, size_t stride);
double mithridate_chain_steps_baseline(size_t rank, size_t count, const int32_t *samples, float rate,
    float penalty, float *users, float *contexts, float *items);
double mithridate_translation_steps_baseline(size_t rank, size_t count, const int32_t *samples,
    float rate, float penalty, float *users, float *items, float *biases, size_t stride,
    float *shared);

/* The cross entropy of a softmax, -log(e^s_t / sum e^s_c), s being logits plus offsets, and its derivatives.
 *
 * logits   `count` numbers, replaced by weight * (softmax - [c = t])
 * offsets  as many, or null
 *
 * Returns the loss, without the weight. An exponential that would be subnormal counts as 0.
 */
float mithridate_softmax_f32(
    float *logits, size_t count, const float *offsets, size_t target, float weight);

/* The same by the version for the baseline: for tests. */
float mithridate_softmax_baseline_f32(
    float *logits, size_t count, const float *offsets, size_t target, float weight);

/* Normal numbers by Box and Muller's transform, each from two uniform ones in [0, 1), multiples of 2^-53.
 *
 * A number is the exact one rounded to float, whatever the instruction set, or NaN where rounding is in
 * doubt, which is seldom.
 */
void mithridate_normals(size_t count, const double *uniforms, double deviation, float *numbers);

/* The same by the version for the baseline: for tests. */
void mithridate_normals_baseline(
    size_t count, const double *uniforms, double deviation, float *numbers);

#endif
