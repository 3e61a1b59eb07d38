/* One version of the steps of pairwise ranking; pairwise.c includes this file once for each
 * instruction set, with TARGET and VERSION defined.
 */

#define INLINE static inline __attribute__((always_inline)) TARGET
#define JOIN_(a, b) a##_##b
#define JOIN(a, b) JOIN_(a, b)
#define LOCAL(name) JOIN(VERSION, name)

/* Sums may be taken in any order, which is the same one in every run. */
#define LOOSE _Pragma("clang fp reassociate(on) contract(fast)")

/* The sum of log(1 + exp(-x)) = log(1 + exp(-|x|)) + max(-x, 0) over samples. Logarithms are dear, so that
 * their arguments, none above 2, are multiplied first. */
struct LOCAL(losses) {
  double sum, product;
  size_t factors;
};

/* Adds the loss of x, and returns its slope's size 1 / (1 + exp(x)). */
INLINE float LOCAL(lose)(struct LOCAL(losses) *losses, float x) {
  float e = expf(-fabsf(x));
  losses->sum += x >= 0 ? 0 : -x;
  losses->product *= 1 + (double)e;
  if (++losses->factors == 1000) {
    losses->sum += log(losses->product);
    losses->product = 1;
    losses->factors = 0;
  }
  return (x >= 0 ? e : 1) / (1 + e);
}

INLINE double LOCAL(total)(struct LOCAL(losses) losses) { return losses.sum + log(losses.product); }

/* How many samples ahead rows are asked for: rows of random users and items are seldom in the cache. */
#define AHEAD 8

/* Asks for a row that will be written. */
INLINE void LOCAL(prefetch)(size_t n, const float *row) {
  for (size_t k = 0; k < n; k += 16) __builtin_prefetch(row + k, 1);
}

/* p . (q - r) */
INLINE float LOCAL(margin)(size_t n, const float *p, const float *q, const float *r) {
  LOOSE
  float sum = 0;
  for (size_t k = 0; k < n; k++) sum += p[k] * (q[k] - r[k]);
  return sum;
}

/* A step of all three factors: g times the gradient of p . (q - r), less the share c of each. */
INLINE void LOCAL(move)(size_t n, float g, float c, float *restrict p, float *restrict q,
                        float *restrict r) {
  LOOSE
  for (size_t k = 0; k < n; k++) {
    float a = p[k], b = q[k], d = r[k];
    p[k] = a + g * (b - d) - c * a;
    q[k] = b + g * a - c * b;
    r[k] = d - g * a - c * d;
  }
}

TARGET static double LOCAL(factorization)(
    size_t rank, size_t count, const int32_t *samples, float rate, float penalty, float *users,
    float *items, float *biases, size_t stride) {
  struct LOCAL(losses) losses = {.product = 1};
  float share = rate * penalty;
  for (size_t s = 0; s < count; s++) {
    const int32_t *sample = samples + 4 * s;
    if (s + AHEAD < count) {
      const int32_t *next = sample + 4 * AHEAD;
      LOCAL(prefetch)(rank, users + rank * (size_t)next[0]);
      LOCAL(prefetch)(rank, items + rank * (size_t)next[2]);
      LOCAL(prefetch)(rank, items + rank * (size_t)next[3]);
    }
    float *p = users + rank * (size_t)sample[0];
    float *q = items + rank * (size_t)sample[2];
    float *r = items + rank * (size_t)sample[3];
    float *b = biases + stride * (size_t)sample[2], *d = biases + stride * (size_t)sample[3];
    float g = rate * LOCAL(lose)(&losses, *b - *d + LOCAL(margin)(rank, p, q, r));
    LOCAL(move)(rank, g, share, p, q, r);
    *b += g - share * *b;
    *d += -g - share * *d;
  }
  return LOCAL(total)(losses);
}

TARGET static double LOCAL(chain)(
    size_t rank, size_t count, const int32_t *samples, float rate, float penalty, float *users,
    float *contexts, float *items) {
  struct LOCAL(losses) losses = {.product = 1};
  float share = rate * penalty;
  for (size_t s = 0; s < count; s++) {
    const int32_t *sample = samples + 4 * s;
    if (s + AHEAD < count) {
      const int32_t *next = sample + 4 * AHEAD;
      LOCAL(prefetch)(rank, users + rank * (size_t)next[0]);
      LOCAL(prefetch)(rank, contexts + rank * (size_t)next[1]);
      LOCAL(prefetch)(2 * rank, items + 2 * rank * (size_t)next[2]);
      LOCAL(prefetch)(2 * rank, items + 2 * rank * (size_t)next[3]);
    }
    float *p = users + rank * (size_t)sample[0];
    float *c = contexts + rank * (size_t)sample[1];
    float *q = items + 2 * rank * (size_t)sample[2];
    float *r = items + 2 * rank * (size_t)sample[3];
    float margin = LOCAL(margin)(rank, p, q, r) + LOCAL(margin)(rank, c, q + rank, r + rank);
    float g = rate * LOCAL(lose)(&losses, margin);
    LOCAL(move)(rank, g, share, p, q, r);
    LOCAL(move)(rank, g, share, c, q + rank, r + rank);
  }
  return LOCAL(total)(losses);
}

/* Brings a row back into the unit ball. */
INLINE void LOCAL(project)(size_t n, float *v) {
  LOOSE
  float sum = 0;
  for (size_t k = 0; k < n; k++) sum += v[k] * v[k];
  if (sum > 1) {
    float scale = 1 / sqrtf(sum);
    for (size_t k = 0; k < n; k++) v[k] *= scale;
  }
}

TARGET static double LOCAL(translation)(
    size_t rank, size_t count, const int32_t *samples, float rate, float penalty, float *users,
    float *items, float *biases, size_t stride,
    float *shared) {
  struct LOCAL(losses) losses = {.product = 1};
  float share = rate * penalty;
  for (size_t s = 0; s < count; s++) {
    const int32_t *sample = samples + 4 * s;
    if (s + AHEAD < count) {
      const int32_t *next = sample + 4 * AHEAD;
      LOCAL(prefetch)(rank, users + rank * (size_t)next[0]);
      for (int place = 1; place < 4; place++)
        LOCAL(prefetch)(rank, items + rank * (size_t)next[place]);
    }
    float *t = users + rank * (size_t)sample[0];
    float *c = items + rank * (size_t)sample[1];
    float *q = items + rank * (size_t)sample[2];
    float *r = items + rank * (size_t)sample[3];
    float *b = biases + stride * (size_t)sample[2], *d = biases + stride * (size_t)sample[3];
    float near = 0, far = 0;
    {
      LOOSE
      for (size_t k = 0; k < rank; k++) {
        float e = c[k] + t[k] + shared[k];
        near += (e - q[k]) * (e - q[k]);
        far += (e - r[k]) * (e - r[k]);
      }
    }
    float g = rate * LOCAL(lose)(&losses, *b - *d - near + far);
    /* The context can be one of the two items: each row is read before the first is written, and
     * what is added to it adds up. */
    for (size_t k = 0; k < rank; k++) {
      float x = c[k], y = q[k], z = r[k];
      float e = x + t[k] + shared[k], across = 2 * g * (y - z);
      c[k] += across - share * x;
      q[k] += 2 * g * (e - y) - share * y;
      r[k] += -2 * g * (e - z) - share * z;
      t[k] += across - share * t[k];
      shared[k] += across - share * shared[k];
    }
    *b += g - share * *b;
    *d += -g - share * *d;
    LOCAL(project)(rank, c);
    LOCAL(project)(rank, q);
    LOCAL(project)(rank, r);
  }
  return LOCAL(total)(losses);
}

#undef INLINE
#undef JOIN_
#undef JOIN
#undef LOCAL
#undef LOOSE
