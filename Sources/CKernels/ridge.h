/* One version of the ridge solves; ridge.c includes this file once for each number type and
 * instruction set, with REAL, VECTOR, SQUARE_ROOT, TARGET and VERSION defined.
 *
 * The right-hand side is carried as one more row of the system matrix, so that the factorization
 * does the forward substitution too.
 */

#define LANES (sizeof(VECTOR) / sizeof(REAL))
#define INLINE static inline __attribute__((always_inline)) TARGET
#define JOIN_(a, b) a##_##b
#define JOIN(a, b) JOIN_(a, b)
#define LOCAL(name) JOIN(VERSION, name)

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

/* The lower triangle of F'F + lambda I in columns of `stride` numbers, r, if there is one, as row
 * `entries`. */
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
      size_t first = column - column % (LANES > 4 ? LANES : 4);
      for (size_t i = first; i < column; i++) matrix[column * stride + i] = 0;
      matrix[column * stride + column] += lambda;
      matrix[column * stride + entries] = values ? (REAL)values[column] : 0;
      for (size_t pad = entries + 1; pad < stride; pad++) matrix[column * stride + pad] = 0;
    }
  }
}

/* Adds `sign` times the products of `count` columns of a panel to a tile of the matrix: `vectors`
 * vectors of rows in `width` columns. The constants `sign`, `vectors` and `width` make the loops over
 * them disappear; a full tile of two vectors in four columns fits the registers of AVX2. */
INLINE void LOCAL(tile)(REAL sign, size_t vectors, size_t width, size_t count, size_t stride,
                        const REAL *rows, const REAL *columns, REAL *matrix) {
  VECTOR sums[4][2];
  for (size_t c = 0; c < width; c++) {
    for (size_t v = 0; v < vectors; v++) {
      sums[c][v] = LOCAL(load)(matrix + c * stride + v * LANES);
    }
  }
  for (size_t entry = 0; entry < count; entry++) {
    VECTOR row[2];
    for (size_t v = 0; v < vectors; v++) row[v] = LOCAL(load)(rows + entry * stride + v * LANES);
    for (size_t c = 0; c < width; c++) {
      REAL factor = columns[entry * stride + c];
      for (size_t v = 0; v < vectors; v++) {
        if (sign > 0) {
          sums[c][v] += row[v] * factor;
        } else {
          sums[c][v] -= row[v] * factor;
        }
      }
    }
  }
  for (size_t c = 0; c < width; c++) {
    for (size_t v = 0; v < vectors; v++) {
      LOCAL(store)(matrix + c * stride + v * LANES, sums[c][v]);
    }
  }
}

/* Tiles for rows `first` to `stride` of `width` columns from column `j` on. */
INLINE void LOCAL(tiles)(REAL sign, size_t width, size_t count, size_t stride, const REAL *panel,
                         size_t j, REAL *matrix) {
  REAL *column = matrix + j * stride;
  size_t i = j - j % LANES;
  for (; i + 2 * LANES <= stride; i += 2 * LANES) {
    LOCAL(tile)(sign, 2, width, count, stride, panel + i, panel + j, column + i);
  }
  if (i < stride) LOCAL(tile)(sign, 1, width, count, stride, panel + i, panel + j, column + i);
}

/* Left-looking Cholesky factorization in blocks of four columns, in place. Whole vectors of rows are
 * computed; those above the diagonal are never read for a result. */
INLINE int LOCAL(factorize)(size_t order, size_t stride, REAL *matrix, REAL *reciprocals) {
  for (size_t j = 0; j < order; j += 4) {
    size_t width = order - j < 4 ? order - j : 4;
    if (j > 0) switch (width) {
      case 4: LOCAL(tiles)(-1, 4, j, stride, matrix, j, matrix); break;
      case 3: LOCAL(tiles)(-1, 3, j, stride, matrix, j, matrix); break;
      case 2: LOCAL(tiles)(-1, 2, j, stride, matrix, j, matrix); break;
      default: LOCAL(tiles)(-1, 1, j, stride, matrix, j, matrix);
    }
    for (size_t c = j; c < j + width; c++) {
      REAL *column = matrix + c * stride;
      size_t first = c - c % LANES;
      for (size_t k = j; k < c; k++) {
        const REAL *earlier = matrix + k * stride;
        REAL factor = earlier[c];
        for (size_t i = first; i < stride; i += LANES) {
          LOCAL(store)(column + i, LOCAL(load)(column + i) - LOCAL(load)(earlier + i) * factor);
        }
      }
      if (!(column[c] > 0)) return (int)c + 1;
      reciprocals[c] = 1 / SQUARE_ROOT(column[c]);
      for (size_t i = first; i < stride; i += LANES) {
        LOCAL(store)(column + i, LOCAL(load)(column + i) * reciprocals[c]);
      }
    }
  }
  return 0;
}

/* Backward substitution; row `order` holds the solution of the forward one. Weights that are not
 * known yet are zero, so whole vectors of rows can be summed. */
INLINE void LOCAL(substitute)(size_t order, size_t stride, const REAL *matrix,
                              const REAL *reciprocals, REAL *weights) {
  for (size_t i = 0; i < stride; i++) weights[i] = 0;
  for (size_t j = order; j-- > 0;) {
    const REAL *column = matrix + j * stride;
    VECTOR s = {0};
    for (size_t i = j - j % LANES; i < stride; i += LANES) {
      s += LOCAL(load)(column + i) * LOCAL(load)(weights + i);
    }
    weights[j] = (column[order] - LOCAL(sum)(s)) * reciprocals[j];
  }
}

TARGET
static int LOCAL(dual)(size_t rank, size_t entries, REAL lambda, const REAL *factors,
                 const int32_t *columns, const double *values, REAL *scratch, REAL *x) {
  size_t stride = (entries + 1 + LANES - 1) / LANES * LANES;
  REAL *matrix = scratch, *reciprocals = scratch + stride * entries;
  REAL *weights = reciprocals + entries;
  LOCAL(kernel)(rank, entries, stride, lambda, factors, columns, values, matrix);
  int pivot = LOCAL(factorize)(entries, stride, matrix, reciprocals);
  if (pivot != 0) return pivot;
  LOCAL(substitute)(entries, stride, matrix, reciprocals, weights);
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

/* The factor of F F' + lambda I in columns of `stride` numbers, and with r, if there is one, the
 * solution of the forward substitution as row `rank`. */
INLINE int LOCAL(covariance)(size_t rank, size_t entries, size_t stride, REAL lambda,
                             const REAL *factors, const int32_t *columns, const double *values,
                             REAL *panel, REAL *matrix, REAL *reciprocals) {
  for (size_t place = 0; place < stride * (rank + 3); place++) matrix[place] = 0;
  for (size_t j = 0; j < rank; j++) matrix[j * stride + j] = lambda;
  for (size_t start = 0; start < entries; start += MITHRIDATE_PRIMAL_PANEL) {
    size_t left = entries - start;
    size_t count = left < MITHRIDATE_PRIMAL_PANEL ? left : MITHRIDATE_PRIMAL_PANEL;
    for (size_t entry = 0; entry < count; entry++) {
      REAL *copy = panel + entry * stride;
      __builtin_memcpy(copy, factors + rank * (size_t)columns[start + entry], rank * sizeof(REAL));
      copy[rank] = values ? (REAL)values[start + entry] : 0;
      for (size_t pad = rank + 1; pad < stride; pad++) copy[pad] = 0;
    }
    for (size_t j = 0; j < rank; j += 4) LOCAL(tiles)(1, 4, count, stride, panel, j, matrix);
  }
  return LOCAL(factorize)(rank, stride, matrix, reciprocals);
}

TARGET
static int LOCAL(primal)(size_t rank, size_t entries, REAL lambda, const REAL *factors,
                         const int32_t *columns, const double *values, REAL *scratch, REAL *x) {
  size_t stride = (rank + 1 + LANES - 1) / LANES * LANES;
  /* Four columns are computed at once, so there is room for three beyond the last. */
  REAL *matrix = scratch, *reciprocals = matrix + stride * (rank + 3);
  REAL *weights = reciprocals + rank, *panel = weights + stride;
  int pivot = LOCAL(covariance)(rank, entries, stride, lambda, factors, columns, values, panel,
                                matrix, reciprocals);
  if (pivot != 0) return pivot;
  LOCAL(substitute)(rank, stride, matrix, reciprocals, weights);
  __builtin_memcpy(x, weights, rank * sizeof(REAL));
  return 0;
}

/* The factor of either system by rows of its lower triangle, reciprocals on the diagonal. */
TARGET
static int LOCAL(factor)(int is_dual, size_t rank, size_t entries, REAL lambda, const REAL *factors,
                         const int32_t *columns, REAL *scratch, REAL *packed) {
  size_t order = is_dual ? entries : rank;
  size_t stride = (order + 1 + LANES - 1) / LANES * LANES;
  REAL *matrix = scratch, *reciprocals = matrix + stride * (is_dual ? order : order + 3);
  int pivot;
  if (is_dual) {
    LOCAL(kernel)(rank, entries, stride, lambda, factors, columns, 0, matrix);
    pivot = LOCAL(factorize)(order, stride, matrix, reciprocals);
  } else {
    pivot = LOCAL(covariance)(rank, entries, stride, lambda, factors, columns, 0,
                              reciprocals + order + stride, matrix, reciprocals);
  }
  if (pivot != 0) return pivot;
  for (size_t row = 0; row < order; row++) {
    for (size_t column = 0; column < row; column++) *packed++ = matrix[column * stride + row];
    *packed++ = reciprocals[row];
  }
  return 0;
}

#undef LANES
#undef INLINE
#undef JOIN_
#undef JOIN
#undef LOCAL
