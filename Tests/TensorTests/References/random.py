"""Digits for the random generator's tests, from the published C code of
https://prng.di.unimi.it written down again in Python: python3 random.py"""
import math

MASK = (1 << 64) - 1


def splitmix64(state):
    while True:
        state = (state + 0x9E3779B97F4A7C15) & MASK
        z = state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        yield z ^ (z >> 31)


def xoshiro256starstar(seed):
    mixer = splitmix64(seed)
    s = [next(mixer) for _ in range(4)]
    rotl = lambda x, k: ((x << k) | (x >> (64 - k))) & MASK
    while True:
        result = (rotl((s[1] * 5) & MASK, 7) * 9) & MASK
        t = (s[1] << 17) & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotl(s[3], 45)
        yield result


def uniforms(seed):
    for bits in xoshiro256starstar(seed):
        yield (bits >> 11) / (1 << 53)


def normals(seed):
    source = uniforms(seed)
    for u in source:
        yield math.sqrt(-2 * math.log(1 - u)) * math.cos(2 * math.pi * next(source))


def first(count, generator):
    return [next(generator) for _ in range(count)]


print("SplitMix64, seed 1234567:", [hex(x) for x in first(5, splitmix64(1234567))])
for seed in (0, 42, MASK):
    print("xoshiro256**, seed", seed, [hex(x) for x in first(4, xoshiro256starstar(seed))])
tail = xoshiro256starstar(42)
print("xoshiro256**, seed 42, number 1000:", hex(first(1000, tail)[-1]))
print("uniforms, seed 42:", first(3, uniforms(42)))
print("normals, seed 42:", first(4, normals(42)))
