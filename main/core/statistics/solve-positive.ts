/** A square matrix, row by row. */
export type Matrix = { readonly size: number; readonly values: Float64Array };

/**
 * Solves A·x = b for a symmetric positive definite A by Cholesky's decomposition (Golub & Van Loan, Matrix Computations,
 * 4th ed., §4.2). `a` is overwritten by its lower factor.
 * @returns null when A is not positive definite.
 */
export function solvePositive(a: Matrix, b: Float64Array): Float64Array | null {
  if (!decompose(a)) return null;
  const { size, values: lower } = a;
  const x = Float64Array.from(b);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < row; column += 1) x[row] = at(x, row) - at(lower, row * size + column) * at(x, column);
    x[row] = at(x, row) / at(lower, row * size + row);
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    for (let below = row + 1; below < size; below += 1) x[row] = at(x, row) - at(lower, below * size + row) * at(x, below);
    x[row] = at(x, row) / at(lower, row * size + row);
  }
  return x;
}

function decompose({ size, values }: Matrix): boolean {
  for (let column = 0; column < size; column += 1) {
    for (let row = column; row < size; row += 1) {
      let sum = at(values, row * size + column);
      for (let before = 0; before < column; before += 1) {
        sum -= at(values, row * size + before) * at(values, column * size + before);
      }
      if (row > column) values[row * size + column] = sum / at(values, column * size + column);
      else if (sum > 0) values[row * size + column] = Math.sqrt(sum);
      else return false;
    }
  }
  return true;
}

function at(values: Float64Array, index: number): number {
  return values[index] ?? Number.NaN;
}
