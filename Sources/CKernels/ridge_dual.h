/* One version of the dual ridge solve; ridge_dual.c includes this file once for each number type
 * and instruction set, with REAL, VECTOR, SOLVE and TARGET defined.
 *
 * The right-hand side is carried as one more row of the kernel matrix, so that the factorization
 * does the forward substitution too.
 */

#define LANES (sizeof(VECTOR) / sizeof(REAL))
#define INLINE static inline __attribute__((always_inline)) TARGET
#define JOIN_(a, b) a##_##b
#define JOIN(a, b) JOIN_(a, b)
#define LOCAL(name) JOIN(SOLVE, name)

INLINE VECTOR LOCAL(load)(const REAL *p) {
  VECTOR v;
  __builtin_memcpy(&v, p, sizeof v);
  return v;
}

INLINE void LOCAL(store)(REAL *p, VECTOR v) { __builtin_memcpy(p, &v, sizeof v); }

INLINE REAL LOCAL(sum)(VECTOR v) {
  REAL s = 0;
  for (size_t lane = 0; lane < LANES; lane++) s += v[lane];
  return s;
}

/* Dot products of four columns a[] with two columns b[], into out[2 * row + column]. */
INLINE void LOCAL(dots)(size_t rank, const REAL *const *a, const REAL *const *b, REAL *out) {
  VECTOR sums[8] = {{0}};
  size_t k = 0;
  for (; k + LANES <= rank; k += LANES) {
    VECTOR b0 = LOCAL(load)(b[0] + k), b1 = LOCAL(load)(b[1] + k);
    for (size_t row = 0; row < 4; row++) {
      VECTOR v = LOCAL(load)(a[row] + k);
      sums[2 * row] += v * b0;
      sums[2 * row + 1] += v * b1;
    }
  }
  for (size_t row = 0; row < 4; row++) {
    REAL s0 = LOCAL(sum)(sums[2 * row]), s1 = LOCAL(sum)(sums[2 * row + 1]);
    for (size_t tail = k; tail < rank; tail++) {
      s0 += a[row][tail] * b[0][tail];
      s1 += a[row][tail] * b[1][tail];
    }
    out[2 * row] = s0;
    out[2 * row + 1] = s1;
  }
}

/* The lower triangle of F'F + lambda I in columns of `stride` numbers, r as row `entries`. */
INLINE void LOCAL(kernel)(size_t rank, size_t entries, size_t stride, REAL lambda,
                          const REAL *factors, const int32_t *columns, const double *values,
                          REAL *matrix) {
  for (size_t j = 0; j < entries; j += 2) {
    size_t width = entries - j < 2 ? 1 : 2;
    const REAL *b[2] = {factors + rank * (size_t)columns[j],
                        factors + rank * (size_t)columns[j + width - 1]};
    for (size_t i = j; i < entries; i += 4) {
      size_t height = entries - i < 4 ? entries - i : 4;
      const REAL *a[4];
      REAL dots[8];
      /* A block that is not full repeats its last row: quicker than a loop for each height. */
      for (size_t row = 0; row < 4; row++) {
        a[row] = factors + rank * (size_t)columns[i + (row < height ? row : height - 1)];
      }
      LOCAL(dots)(rank, a, b, dots);
      for (size_t column = 0; column < width; column++) {
        for (size_t row = 0; row < height; row++) {
          matrix[(j + column) * stride + i + row] = dots[2 * row + column];
        }
      }
    }
    for (size_t column = j; column < j + width; column++) {
      /* The factorization works on whole vectors: give what it touches above the diagonal a value. */
      for (size_t i = column - column % LANES; i < column; i++) matrix[column * stride + i] = 0;
      matrix[column * stride + column] += lambda;
      matrix[column * stride + entries] = (REAL)values[column];
      for (size_t pad = entries + 1; pad < stride; pad++) matrix[column * stride + pad] = 0;
    }
  }
}

/* Left-looking Cholesky factorization of the columns, in place. */
INLINE int LOCAL(factorize)(size_t entries, size_t stride, REAL *matrix, REAL *reciprocals) {
  for (size_t j = 0; j < entries; j++) {
    REAL *column = matrix + j * stride;
    /* Whole vectors of rows; those above the diagonal are overwritten and never read. */
    size_t first = j - j % LANES, i = first;
    for (; i + 4 * LANES <= stride; i += 4 * LANES) {
      VECTOR s0 = LOCAL(load)(column + i), s1 = LOCAL(load)(column + i + LANES);
      VECTOR s2 = LOCAL(load)(column + i + 2 * LANES), s3 = LOCAL(load)(column + i + 3 * LANES);
      for (size_t k = 0; k < j; k++) {
        const REAL *earlier = matrix + k * stride;
        REAL factor = earlier[j];
        s0 -= LOCAL(load)(earlier + i) * factor;
        s1 -= LOCAL(load)(earlier + i + LANES) * factor;
        s2 -= LOCAL(load)(earlier + i + 2 * LANES) * factor;
        s3 -= LOCAL(load)(earlier + i + 3 * LANES) * factor;
      }
      LOCAL(store)(column + i, s0);
      LOCAL(store)(column + i + LANES, s1);
      LOCAL(store)(column + i + 2 * LANES, s2);
      LOCAL(store)(column + i + 3 * LANES, s3);
    }
    for (; i < stride; i += LANES) {
      VECTOR s = LOCAL(load)(column + i);
      for (size_t k = 0; k < j; k++) {
        const REAL *earlier = matrix + k * stride;
        s -= LOCAL(load)(earlier + i) * earlier[j];
      }
      LOCAL(store)(column + i, s);
    }
    if (!(column[j] > 0)) return (int)j + 1;
    reciprocals[j] = 1 / SQUARE_ROOT(column[j]);
    for (i = first; i < stride; i += LANES) {
      LOCAL(store)(column + i, LOCAL(load)(column + i) * reciprocals[j]);
    }
  }
  return 0;
}

TARGET
static int SOLVE(size_t rank, size_t entries, REAL lambda, const REAL *factors,
                 const int32_t *columns, const double *values, REAL *scratch, REAL *x) {
  size_t stride = (entries + 1 + LANES - 1) / LANES * LANES;
  REAL *matrix = scratch, *reciprocals = scratch + stride * entries;
  REAL *weights = reciprocals + entries;
  LOCAL(kernel)(rank, entries, stride, lambda, factors, columns, values, matrix);
  int pivot = LOCAL(factorize)(entries, stride, matrix, reciprocals);
  if (pivot != 0) return pivot;
  /* Backward substitution; row `entries` holds the solution of the forward one. Weights that are
   * not known yet are zero, so whole vectors of rows can be summed. */
  for (size_t i = 0; i < stride; i++) weights[i] = 0;
  for (size_t j = entries; j-- > 0;) {
    const REAL *column = matrix + j * stride;
    VECTOR s = {0};
    for (size_t i = j - j % LANES; i < stride; i += LANES) {
      s += LOCAL(load)(column + i) * LOCAL(load)(weights + i);
    }
    weights[j] = (column[entries] - LOCAL(sum)(s)) * reciprocals[j];
  }
  size_t k = 0;
  for (; k + 4 * LANES <= rank; k += 4 * LANES) {
    VECTOR s0 = {0}, s1 = {0}, s2 = {0}, s3 = {0};
    for (size_t j = 0; j < entries; j++) {
      const REAL *f = factors + rank * (size_t)columns[j] + k;
      s0 += LOCAL(load)(f) * weights[j];
      s1 += LOCAL(load)(f + LANES) * weights[j];
      s2 += LOCAL(load)(f + 2 * LANES) * weights[j];
      s3 += LOCAL(load)(f + 3 * LANES) * weights[j];
    }
    LOCAL(store)(x + k, s0);
    LOCAL(store)(x + k + LANES, s1);
    LOCAL(store)(x + k + 2 * LANES, s2);
    LOCAL(store)(x + k + 3 * LANES, s3);
  }
  for (; k < rank; k++) {
    REAL s = 0;
    for (size_t j = 0; j < entries; j++) s += factors[rank * (size_t)columns[j] + k] * weights[j];
    x[k] = s;
  }
  return 0;
}

#undef LANES
#undef INLINE
#undef JOIN_
#undef JOIN
#undef LOCAL
