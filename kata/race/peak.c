/* How much arithmetic one core can do: fused multiply-adds that never wait for each other. */

#if defined(__AVX512F__)
#define BYTES 64
#elif defined(__AVX__)
#define BYTES 32
#else
#define BYTES 16
#endif

const int bytes = BYTES; /* of the widest vectors that the compiler was told of */

#define CHAINS 12 /* two units, each with a result underway for four to five cycles */

typedef double vector __attribute__((vector_size(BYTES)));

/* Does so many multiplications and additions; *out keeps them from being left out. */
void peak(double operations, double *out)
{
    long steps = (long)(operations / (2 * CHAINS * (BYTES / sizeof(double))) + 0.5);
    vector sum[CHAINS], factor, term;
    for (unsigned i = 0; i < BYTES / sizeof(double); i++) {
        factor[i] = 0.999999;
        term[i] = 1e-6;
    }
    for (int chain = 0; chain < CHAINS; chain++)
        sum[chain] = term * (double)chain;
    for (long step = 0; step < steps; step++)
#pragma GCC unroll 12
        for (int chain = 0; chain < CHAINS; chain++)
            sum[chain] = sum[chain] * factor + term;
    for (int chain = 1; chain < CHAINS; chain++)
        sum[0] += sum[chain];
    *out = sum[0][0];
}
