/* One version of the row updates of block sweeps; sweep.c includes this file once for each number
 * type, instruction set and number of right-hand sides, with REAL, VECTOR, SIDES, TARGET and VERSION
 * defined.
 *
 * Of SIDES right-hand sides each number is an array of SIDES numbers, one beside the other. With one
 * side, vectors run along the factors; with many, along the sides.
 */

#define INLINE static inline __attribute__((always_inline)) TARGET
#define JOIN_(a, b) a##_##b
#define JOIN(a, b) JOIN_(a, b)
#define LOCAL(name) JOIN(VERSION, name)

/* Memory is aligned to numbers only. */
typedef VECTOR LOCAL(loose) __attribute__((aligned(sizeof(REAL)), may_alias));

#define AT(p) (*(LOCAL(loose) *)(p))
#define READ(p) (*(const LOCAL(loose) *)(p))

#if SIDES == 1
#define LANES (sizeof(VECTOR) / sizeof(REAL))

INLINE REAL LOCAL(total)(VECTOR v) {
  REAL s = 0;
  for (size_t lane = 0; lane < LANES; lane++) s += v[lane];
  return s;
}

/* The inner product of n numbers. */
INLINE REAL LOCAL(inner)(size_t n, const REAL *a, const REAL *b) {
  VECTOR s0 = {0}, s1 = {0};
  size_t k = 0;
  for (; k + 2 * LANES <= n; k += 2 * LANES) {
    s0 += READ(a + k) * READ(b + k);
    s1 += READ(a + k + LANES) * READ(b + k + LANES);
  }
  if (k + LANES <= n) {
    s0 += READ(a + k) * READ(b + k);
    k += LANES;
  }
  REAL s = LOCAL(total)(s0 + s1);
  for (; k < n; k++) s += a[k] * b[k];
  return s;
}

/* y += c x for n numbers. */
INLINE void LOCAL(scaled)(size_t n, REAL c, const REAL *x, REAL *y) {
  size_t k = 0;
  for (; k + LANES <= n; k += LANES) AT(y + k) += READ(x + k) * c;
  for (; k < n; k++) y[k] += c * x[k];
}

/* The inner products of four rows with v: one chain of sums does not wait for another. */
INLINE void LOCAL(inner4)(size_t n, const REAL *const x[4], const REAL *v, REAL out[4]) {
  VECTOR s0 = {0}, s1 = {0}, s2 = {0}, s3 = {0};
  size_t k = 0;
  for (; k + LANES <= n; k += LANES) {
    VECTOR w = READ(v + k);
    s0 += READ(x[0] + k) * w;
    s1 += READ(x[1] + k) * w;
    s2 += READ(x[2] + k) * w;
    s3 += READ(x[3] + k) * w;
  }
  REAL t0 = LOCAL(total)(s0), t1 = LOCAL(total)(s1), t2 = LOCAL(total)(s2), t3 = LOCAL(total)(s3);
  for (; k < n; k++) {
    t0 += x[0][k] * v[k];
    t1 += x[1][k] * v[k];
    t2 += x[2][k] * v[k];
    t3 += x[3][k] * v[k];
  }
  out[0] = t0;
  out[1] = t1;
  out[2] = t2;
  out[3] = t3;
}

/* y += the sum of four rows, each times its number: y is read and written once. */
INLINE void LOCAL(scaled4)(size_t n, const REAL c[4], const REAL *const x[4], REAL *y) {
  REAL c0 = c[0], c1 = c[1], c2 = c[2], c3 = c[3];
  size_t k = 0;
  for (; k + LANES <= n; k += LANES) {
    AT(y + k) += READ(x[0] + k) * c0 + READ(x[1] + k) * c1 +
                 (READ(x[2] + k) * c2 + READ(x[3] + k) * c3);
  }
  for (; k < n; k++) y[k] += c0 * x[0][k] + c1 * x[1][k] + (c2 * x[2][k] + c3 * x[3][k]);
}

/* The rows of four columns. */
#define ROWS(table, width, columns, i)                                            \
  {(table) + (width) * (size_t)(columns)[i], (table) + (width) * (size_t)(columns)[(i) + 1], \
   (table) + (width) * (size_t)(columns)[(i) + 2], (table) + (width) * (size_t)(columns)[(i) + 3]}

/* out = Y'v */
INLINE void LOCAL(dots)(size_t rank, size_t entries, const REAL *factors, const int32_t *columns,
                        const REAL *v, REAL *out) {
  size_t i = 0;
  for (; i + 4 <= entries; i += 4) {
    const REAL *const y[4] = ROWS(factors, rank, columns, i);
    LOCAL(inner4)(rank, y, v, out + i);
  }
  for (; i < entries; i++) {
    out[i] = LOCAL(inner)(rank, factors + rank * (size_t)columns[i], v);
  }
}

/* v -= Y w */
INLINE void LOCAL(subtract)(size_t rank, size_t entries, const REAL *factors,
                            const int32_t *columns, const REAL *w, REAL *v) {
  size_t i = 0;
  for (; i + 4 <= entries; i += 4) {
    const REAL *const y[4] = ROWS(factors, rank, columns, i);
    const REAL c[4] = {-w[i], -w[i + 1], -w[i + 2], -w[i + 3]};
    LOCAL(scaled4)(rank, c, y, v);
  }
  for (; i < entries; i++) {
    LOCAL(scaled)(rank, -w[i], factors + rank * (size_t)columns[i], v);
  }
}

/* Solves L L't = t in place, four rows of L at a time. */
INLINE void LOCAL(solve)(size_t order, const REAL *packed, REAL *t) {
  const REAL *row = packed;
  size_t i = 0;
  for (; i + 4 <= order; i += 4) {
    const REAL *const rows[4] = {row, row + i + 1, row + 2 * i + 3, row + 3 * i + 6};
    REAL s[4];
    LOCAL(inner4)(i, rows, t, s);
    for (size_t a = 0; a < 4; a++) {
      REAL left = t[i + a] - s[a];
      for (size_t b = 0; b < a; b++) left -= rows[a][i + b] * t[i + b];
      t[i + a] = left * rows[a][i + a];
    }
    row += 4 * i + 10;
  }
  size_t whole = i;
  for (; i < order; i++) {
    t[i] = (t[i] - LOCAL(inner)(i, row, t)) * row[i];
    row += i + 1;
  }
  while (i > whole) {
    i--;
    row -= i + 1;
    t[i] *= row[i];
    LOCAL(scaled)(i, -t[i], row, t);
  }
  while (i > 0) {
    i -= 4;
    row -= 4 * i + 10;
    const REAL *const rows[4] = {row, row + i + 1, row + 2 * i + 3, row + 3 * i + 6};
    REAL c[4];
    for (size_t a = 4; a-- > 0;) {
      REAL left = t[i + a];
      for (size_t b = a + 1; b < 4; b++) left -= rows[b][i + a] * t[i + b];
      t[i + a] = left * rows[a][i + a];
      c[a] = -t[i + a];
    }
    LOCAL(scaled4)(i, c, rows, t);
  }
}

/* v += sum of e s over the rows s of the other side, `width` numbers each. */
INLINE void LOCAL(accumulate)(size_t width, size_t entries, const REAL *others,
                              const int32_t *columns, const double *residuals, REAL *v) {
  size_t i = 0;
  for (; i + 4 <= entries; i += 4) {
    const REAL *const s[4] = ROWS(others, width, columns, i);
    const REAL e[4] = {(REAL)residuals[i], (REAL)residuals[i + 1], (REAL)residuals[i + 2],
                       (REAL)residuals[i + 3]};
    LOCAL(scaled4)(width, e, s, v);
  }
  for (; i < entries; i++) {
    LOCAL(scaled)(width, (REAL)residuals[i], others + width * (size_t)columns[i], v);
  }
}

/* to = from for n numbers. */
INLINE void LOCAL(copy)(size_t n, const REAL *from, REAL *to) {
  __builtin_memcpy(to, from, n * sizeof(REAL));
}

/* x = c x + d y for n numbers. */
INLINE void LOCAL(combine)(size_t n, REAL c, REAL *x, REAL d, const REAL *y) {
  for (size_t k = 0; k < n; k++) x[k] = c * x[k] + d * y[k];
}

#else

/* out = Y'v, four rows of Y at a time. */
INLINE void LOCAL(dots)(size_t rank, size_t entries, const REAL *factors, const int32_t *columns,
                        const REAL *v, REAL *out) {
  size_t i = 0;
  for (; i + 4 <= entries; i += 4) {
    const REAL *y0 = factors + rank * (size_t)columns[i];
    const REAL *y1 = factors + rank * (size_t)columns[i + 1];
    const REAL *y2 = factors + rank * (size_t)columns[i + 2];
    const REAL *y3 = factors + rank * (size_t)columns[i + 3];
    VECTOR s0 = {0}, s1 = {0}, s2 = {0}, s3 = {0};
    for (size_t k = 0; k < rank; k++) {
      VECTOR x = READ(v + k * SIDES);
      s0 += x * y0[k];
      s1 += x * y1[k];
      s2 += x * y2[k];
      s3 += x * y3[k];
    }
    AT(out + i * SIDES) = s0;
    AT(out + (i + 1) * SIDES) = s1;
    AT(out + (i + 2) * SIDES) = s2;
    AT(out + (i + 3) * SIDES) = s3;
  }
  for (; i < entries; i++) {
    const REAL *y = factors + rank * (size_t)columns[i];
    VECTOR s0 = {0}, s1 = {0};
    size_t k = 0;
    for (; k + 2 <= rank; k += 2) {
      s0 += READ(v + k * SIDES) * y[k];
      s1 += READ(v + (k + 1) * SIDES) * y[k + 1];
    }
    if (k < rank) s0 += READ(v + k * SIDES) * y[k];
    AT(out + i * SIDES) = s0 + s1;
  }
}

/* v -= Y w, four rows of Y at a time. */
INLINE void LOCAL(subtract)(size_t rank, size_t entries, const REAL *factors,
                            const int32_t *columns, const REAL *w, REAL *v) {
  size_t i = 0;
  for (; i + 4 <= entries; i += 4) {
    const REAL *y0 = factors + rank * (size_t)columns[i];
    const REAL *y1 = factors + rank * (size_t)columns[i + 1];
    const REAL *y2 = factors + rank * (size_t)columns[i + 2];
    const REAL *y3 = factors + rank * (size_t)columns[i + 3];
    VECTOR w0 = READ(w + i * SIDES), w1 = READ(w + (i + 1) * SIDES);
    VECTOR w2 = READ(w + (i + 2) * SIDES), w3 = READ(w + (i + 3) * SIDES);
    for (size_t k = 0; k < rank; k++) {
      AT(v + k * SIDES) -= w0 * y0[k] + w1 * y1[k] + (w2 * y2[k] + w3 * y3[k]);
    }
  }
  for (; i < entries; i++) {
    const REAL *y = factors + rank * (size_t)columns[i];
    VECTOR x = READ(w + i * SIDES);
    for (size_t k = 0; k < rank; k++) AT(v + k * SIDES) -= x * y[k];
  }
}

/* Solves L L't = t in place. */
INLINE void LOCAL(solve)(size_t order, const REAL *packed, REAL *t) {
  const REAL *row = packed;
  for (size_t i = 0; i < order; i++) {
    VECTOR s0 = READ(t + i * SIDES), s1 = {0};
    size_t k = 0;
    for (; k + 2 <= i; k += 2) {
      s0 -= READ(t + k * SIDES) * row[k];
      s1 -= READ(t + (k + 1) * SIDES) * row[k + 1];
    }
    if (k < i) s0 -= READ(t + k * SIDES) * row[k];
    AT(t + i * SIDES) = (s0 + s1) * row[i];
    row += i + 1;
  }
  for (size_t i = order; i-- > 0;) {
    row -= i + 1;
    VECTOR x = READ(t + i * SIDES) * row[i];
    AT(t + i * SIDES) = x;
    for (size_t k = 0; k < i; k++) AT(t + k * SIDES) -= x * row[k];
  }
}

/* v += sum of e s over the rows s of the other side, `width` numbers each, two rows at a time. */
INLINE void LOCAL(accumulate)(size_t width, size_t entries, const REAL *others,
                              const int32_t *columns, const double *residuals, REAL *v) {
  size_t i = 0;
  for (; i + 2 <= entries; i += 2) {
    const REAL *s0 = others + width * (size_t)columns[i];
    const REAL *s1 = others + width * (size_t)columns[i + 1];
    REAL e0 = (REAL)residuals[i], e1 = (REAL)residuals[i + 1];
    for (size_t k = 0; k < width; k += SIDES) AT(v + k) += READ(s0 + k) * e0 + READ(s1 + k) * e1;
  }
  if (i < entries) {
    const REAL *s = others + width * (size_t)columns[i];
    REAL e = (REAL)residuals[i];
    for (size_t k = 0; k < width; k += SIDES) AT(v + k) += READ(s + k) * e;
  }
}

/* to = from for n numbers. */
INLINE void LOCAL(copy)(size_t n, const REAL *from, REAL *to) {
  for (size_t k = 0; k < n; k += SIDES) AT(to + k) = READ(from + k);
}

/* x = c x + d y for n numbers. */
INLINE void LOCAL(combine)(size_t n, REAL c, REAL *x, REAL d, const REAL *y) {
  for (size_t k = 0; k < n; k += SIDES) AT(x + k) = READ(x + k) * c + READ(y + k) * d;
}

#endif

#if SIDES == 1
/* Solves (lambda I + Y Y') x = v in place with the packed factor of either form. */
TARGET
static void LOCAL(solve_row)(int is_dual, size_t rank, size_t entries, REAL lambda,
                             const REAL *packed, const REAL *factors, const int32_t *columns,
                             REAL *scratch, REAL *v) {
  if (!is_dual) {
    LOCAL(solve)(rank, packed, v);
    return;
  }
  LOCAL(dots)(rank, entries, factors, columns, v, scratch);
  LOCAL(solve)(entries, packed, scratch);
  LOCAL(subtract)(rank, entries, factors, columns, scratch, v);
  REAL reciprocal = 1 / lambda;
  for (size_t k = 0; k < rank; k++) v[k] *= reciprocal;
}

/* out = 2 (c lambda a + F (c F'a + B'x) - B e), B being the columns of `others`, c the weight. */
TARGET
static void LOCAL(hessian_row)(size_t rank, size_t entries, REAL lambda, REAL weight,
                               const REAL *factors,
                               const int32_t *columns, const double *residuals, const REAL *own,
                               const REAL *others, const REAL *a, REAL *out) {
  for (size_t k = 0; k < rank; k++) out[k] = 2 * weight * lambda * a[k];
  for (size_t i = 0; i < entries; i++) {
    const REAL *y = factors + rank * (size_t)columns[i], *b = others + rank * (size_t)columns[i];
    REAL product = weight * LOCAL(inner)(rank, y, a) + LOCAL(inner)(rank, own, b);
    LOCAL(scaled)(rank, 2 * product, y, out);
    LOCAL(scaled)(rank, -2 * (REAL)residuals[i], b, out);
  }
}
#endif

#if SIDES == 1
/* own = w0 own + w1 current + w2 target + w3 (sum of the rows of images, weighted), n numbers each. */
TARGET
static void LOCAL(step_row)(size_t n, size_t entries, const REAL *images, const int32_t *columns,
                            const double *values, const REAL *w, const REAL *current,
                            const REAL *target, REAL *own, REAL *sum) {
  for (size_t k = 0; k < n; k++) sum[k] = 0;
  LOCAL(accumulate)(n, entries, images, columns, values, sum);
  REAL w0 = w[0], w1 = w[1], w2 = w[2], w3 = w[3];
  size_t k = 0;
  for (; k + LANES <= n; k += LANES) {
    AT(own + k) = READ(own + k) * w0 + READ(current + k) * w1 +
                  (READ(target + k) * w2 + READ(sum + k) * w3);
  }
  for (; k < n; k++) own[k] = own[k] * w0 + current[k] * w1 + (target[k] * w2 + sum[k] * w3);
}
#endif

TARGET
static void LOCAL(gather)(size_t width, size_t entries, const REAL *others, const int32_t *columns,
                          const double *residuals, REAL *v) {
  LOCAL(accumulate)(width, entries, others, columns, residuals, v);
}

TARGET
static void LOCAL(row)(int is_dual, size_t rank, size_t entries, REAL lambda, const REAL *packed,
                       const REAL *factors, const int32_t *columns, const int32_t *places,
                       REAL *products, size_t height, size_t rows, size_t row, REAL *slices,
                       REAL *scratch) {
  REAL *v = scratch, *q = v + rank * SIDES, *t = q + entries * SIDES;
  for (size_t start = 0; start < rank; start += height) {
    size_t width = (rank - start < height ? rank - start : height) * SIDES;
    LOCAL(copy)(width, slices + start * SIDES * rows + width * row, v + start * SIDES);
  }
  for (size_t i = 0; i < entries; i++) {
    LOCAL(copy)(SIDES, products + (places ? (size_t)places[i] : i) * SIDES, q + i * SIDES);
  }
  if (is_dual) {
    /* v / lambda - Y (lambda I + Y'Y)^-1 (q + Y'v / lambda), of which Y' is lambda t - q. */
    LOCAL(dots)(rank, entries, factors, columns, v, t);
    LOCAL(combine)(entries * SIDES, 1 / lambda, t, 1, q);
    LOCAL(solve)(entries, packed, t);
    LOCAL(combine)(rank * SIDES, 1 / lambda, v, 0, v);
    LOCAL(subtract)(rank, entries, factors, columns, t, v);
    LOCAL(combine)(entries * SIDES, lambda, t, -1, q);
  } else {
    LOCAL(subtract)(rank, entries, factors, columns, q, v);
    LOCAL(solve)(rank, packed, v);
    LOCAL(dots)(rank, entries, factors, columns, v, t);
  }
  for (size_t i = 0; i < entries; i++) {
    LOCAL(copy)(SIDES, t + i * SIDES, products + (places ? (size_t)places[i] : i) * SIDES);
  }
  for (size_t start = 0; start < rank; start += height) {
    size_t width = (rank - start < height ? rank - start : height) * SIDES;
    LOCAL(copy)(width, v + start * SIDES, slices + start * SIDES * rows + width * row);
  }
}

#undef INLINE
#undef JOIN_
#undef JOIN
#undef LOCAL
#undef AT
#undef READ
#undef LANES
#undef ROWS
