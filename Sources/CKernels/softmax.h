/* One version of the softmax; softmax.c includes this file once for each instruction set, with VECTOR,
 * MASK, TARGET and VERSION defined.
 */

#define LANES (sizeof(VECTOR) / sizeof(float))
#define JOIN_(a, b) a##_##b
#define JOIN(a, b) JOIN_(a, b)
#define INLINE TARGET static inline __attribute__((always_inline))

/* The first `count` numbers, and minus infinity for the rest of the lanes. */
INLINE VECTOR JOIN(VERSION, load)(const float *numbers, size_t count) {
  VECTOR v = (VECTOR){0} - __builtin_inff();
  if (count >= LANES)
    __builtin_memcpy(&v, numbers, sizeof v);
  else
    __builtin_memcpy(&v, numbers, count * sizeof(float));
  return v;
}

INLINE void JOIN(VERSION, store)(float *numbers, size_t count, VECTOR v) {
  if (count >= LANES)
    __builtin_memcpy(numbers, &v, sizeof v);
  else
    __builtin_memcpy(numbers, &v, count * sizeof(float));
}

/* e^x for x of at most 0, to about one unit in the last place; 0 where it would be subnormal. x = n log 2 + r
 * with a polynomial in r by Cephes; NaN stays NaN. */
INLINE VECTOR JOIN(VERSION, exponential)(VECTOR x) {
  const MASK normal = ~(x < -87.33f);
  const float round = 12582912.f; /* 1.5 * 2^23: adding it leaves n in the low bits */
  VECTOR n = x * 1.44269504088896341f + round;
  MASK bits;
  __builtin_memcpy(&bits, &n, sizeof bits);
  n -= round;
  VECTOR r = x - n * 0.693359375f;
  r = r + n * 2.12194440e-4f;
  VECTOR p = r * 1.9875691500e-4f + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = p * (r * r) + r + 1.f;
  bits = (bits << 23) + 0x3f800000;
  VECTOR power;
  __builtin_memcpy(&power, &bits, sizeof power);
  p *= power;
  __builtin_memcpy(&bits, &p, sizeof bits);
  bits &= normal;
  __builtin_memcpy(&p, &bits, sizeof p);
  return p;
}

TARGET
static float JOIN(VERSION, softmax)(
    float *logits, size_t count, const float *offsets, size_t target, float weight) {
  VECTOR most = (VECTOR){0} - __builtin_inff();
  for (size_t place = 0; place < count; place += LANES) {
    VECTOR v = JOIN(VERSION, load)(logits + place, count - place);
    if (offsets) {
      v += JOIN(VERSION, load)(offsets + place, count - place);
      JOIN(VERSION, store)(logits + place, count - place, v);
    }
    most = __builtin_elementwise_max(most, v);
  }
  const float largest = __builtin_reduce_max(most);
  const float logit = logits[target] - largest;
  VECTOR sums = {0};
  for (size_t place = 0; place < count; place += LANES) {
    VECTOR v = JOIN(VERSION, exponential)(
        JOIN(VERSION, load)(logits + place, count - place) - largest);
    sums += v;
    JOIN(VERSION, store)(logits + place, count - place, v);
  }
  float sum = 0;
  for (size_t lane = 0; lane < LANES; lane++) sum += sums[lane];
  const float scale = weight / sum;
  for (size_t place = 0; place < count; place++) logits[place] *= scale;
  logits[target] -= weight;
  return logf(sum) - logit;
}

#undef LANES
#undef JOIN_
#undef JOIN
#undef INLINE
