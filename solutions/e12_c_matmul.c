// Matrix multiplication in C: from three loops to a tile that stays in registers.
//
// Each function multiplies a, an n x k matrix, by b, a k x m one, and writes their n x m product
// over whatever c holds. Matrices lie row after row, as in e09: row i, column p of a is a[i * k + p].
// Such an offset fits into an int, since Python refuses matrices of more than 2**30 cells.
// Compiled by make test, called from e12_c_matmul.py.
//
// Page: docs/e12_c_matmul.md

typedef void product(const double *a, const double *b, double *c, int n, int k, int m);
product matmul_ijk, matmul_ikj, matmul_blocked, matmul_packed; // what Python calls

const char *not_written; // a hole that is run says its name here, and Python reads it

static inline int smaller(int x, int y)
{
    return x < y ? x : y;
}

// --- Three loops ---

// One result cell after the other: a row of a times a column of b.
// Source: page e12, "Three loops again".
void matmul_ijk(const double *a, const double *b, double *c, int n, int k, int m)
{
    // BEGIN SOLUTION
    for (int i = 0; i < n; i++)
        for (int j = 0; j < m; j++) {
            double sum = 0;
            for (int p = 0; p < k; p++)
                sum += a[i * k + p] * b[p * m + j];
            c[i * m + j] = sum;
        }
    // END SOLUTION
}

// The two inner loops swapped, so that b and c are walked along their rows.
// Source: page e12, "Swap two loops".
void matmul_ikj(const double *a, const double *b, double *c, int n, int k, int m)
{
    // BEGIN SOLUTION
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < m; j++)
            c[i * m + j] = 0;
        for (int p = 0; p < k; p++)
            for (int j = 0; j < m; j++)
                c[i * m + j] += a[i * k + p] * b[p * m + j];
    }
    // END SOLUTION
}

// --- Blocks ---

enum { BLOCK = 128 }; // 128 x 128 doubles are 128 KB, and stay in the second cache

// The same, a block of a times a block of b at a time; the last blocks may be smaller.
// Source: page e12, "Blocks".
void matmul_blocked(const double *a, const double *b, double *c, int n, int k, int m)
{
    // BEGIN SOLUTION
    for (int cell = 0; cell < n * m; cell++)
        c[cell] = 0;
    for (int i0 = 0; i0 < n; i0 += BLOCK)
        for (int p0 = 0; p0 < k; p0 += BLOCK)
            for (int j0 = 0; j0 < m; j0 += BLOCK)
                for (int i = i0; i < smaller(i0 + BLOCK, n); i++)
                    for (int p = p0; p < smaller(p0 + BLOCK, k); p++)
                        for (int j = j0; j < smaller(j0 + BLOCK, m); j++)
                            c[i * m + j] += a[i * k + p] * b[p * m + j];
    // END SOLUTION
}

// --- A tile in registers ---

// A vector is a register of LANES doubles: + and * work on all of them at once.
// A tile is ROWS x COLUMNS cells of c; it must leave some registers free for what is multiplied.
#if defined(__AVX512F__) // 32 registers of 64 bytes
enum { BYTES = 64, ROWS = 8, VECTORS = 3 };
#elif defined(__AVX__) // 16 registers of 32 bytes
enum { BYTES = 32, ROWS = 6, VECTORS = 2 };
#elif defined(__aarch64__) // 32 registers of 16 bytes
enum { BYTES = 16, ROWS = 6, VECTORS = 4 };
#else // 16 registers of 16 bytes
enum { BYTES = 16, ROWS = 4, VECTORS = 2 };
#endif
typedef double vector __attribute__((vector_size(BYTES)));
enum { LANES = BYTES / sizeof(double), COLUMNS = VECTORS * LANES };

// What one round packs: as much of b as the larger caches hold, ROWS rows of a for the smallest.
enum { DEPTH = 256, BREADTH = 1536 / COLUMNS * COLUMNS };
// Too large for the stack, and each thread has its own: two may multiply at the same time.
static _Thread_local vector packed_b[DEPTH * BREADTH / LANES];
static _Thread_local double packed_a[DEPTH * ROWS];

// Copy depth x width cells of b, strip after strip of COLUMNS columns, zeros where the last one ends.
static void pack_b(const double *b, int depth, int width, int m)
{
    double *to = (double *)packed_b;
    for (int j = 0; j < width; j += COLUMNS)
        for (int p = 0; p < depth; p++)
            if (j + COLUMNS <= width) // known to be whole, a row of the strip goes over in vectors
                for (int q = 0; q < COLUMNS; q++)
                    *to++ = b[p * m + j + q];
            else
                for (int q = 0; q < COLUMNS; q++)
                    *to++ = j + q < width ? b[p * m + j + q] : 0;
}

// Copy height x depth cells of a, column after column of ROWS cells, zeros where rows are missing.
static void pack_a(const double *a, int height, int depth, int k)
{
    for (int p = 0; p < depth; p++)
        for (int r = 0; r < ROWS; r++)
            packed_a[p * ROWS + r] = r < height ? a[r * k + p] : 0;
}

// The same, tile by tile, from copies in reading order; each round adds depth products to each cell.
// Source: page e12, "A tile in registers" and "Packing".
#if defined(__x86_64__) && !defined(__FMA__) && defined(__gnu_linux__) && !defined(__clang__)
// Compiled for any such processor: once more with a * b + c in one step, for those that have it.
__attribute__((target_clones("default", "fma")))
#endif
void matmul_packed(const double *a, const double *b, double *c, int n, int k, int m)
{
    for (int cell = 0; cell < n * m; cell++)
        c[cell] = 0;
    for (int j0 = 0; j0 < m; j0 += BREADTH)
        for (int p0 = 0; p0 < k; p0 += DEPTH) {
            int width = smaller(BREADTH, m - j0), depth = smaller(DEPTH, k - p0);
            pack_b(b + p0 * m + j0, depth, width, m);
            for (int i = 0; i < n; i += ROWS) {
                int height = smaller(ROWS, n - i);
                pack_a(a + i * k + p0, height, depth, k);
                for (int j = 0; j < width; j += COLUMNS) {
                    const vector *strip = packed_b + j / LANES * depth; // depth x VECTORS
                    double *corner = c + i * m + j0 + j;                // the tile's cell 0, 0
                    int breadth = smaller(COLUMNS, width - j);          // height x breadth are c's
                    // BEGIN SOLUTION
                    vector tile[ROWS][VECTORS] = {0};
                    for (int p = 0; p < depth; p++)
                        for (int r = 0; r < ROWS; r++)
                            for (int v = 0; v < VECTORS; v++)
                                tile[r][v] += packed_a[p * ROWS + r] * strip[p * VECTORS + v];
                    for (int r = 0; r < height; r++) {
                        const double *sums = (const double *)tile[r];
                        for (int q = 0; q < breadth; q++)
                            corner[r * m + q] += sums[q];
                    }
                    // END SOLUTION
                }
            }
        }
}
