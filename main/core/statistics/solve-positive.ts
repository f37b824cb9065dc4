/** A square matrix, row by row. */
export type Matrix = { readonly size: number; readonly values: Float64Array };

/**
 * Cholesky's decomposition of a symmetric positive definite matrix (Golub & Van Loan, Matrix Computations, 4th ed.,
 * §4.2), in place: the lower triangle becomes the factor.
 * @returns false when the matrix is not positive definite.
 */
export function decompose({ size, values }: Matrix): boolean {
  for (let column = 0; column < size; column += 1) {
    for (let row = column; row < size; row += 1) {
      let sum = values[row * size + column] ?? 0;
      for (let before = 0; before < column; before += 1) {
        sum -= (values[row * size + before] ?? 0) * (values[column * size + before] ?? 0);
      }
      if (row > column) values[row * size + column] = sum / (values[column * size + column] ?? 0);
      else if (sum > 0) values[row * size + column] = Math.sqrt(sum);
      else return false;
    }
  }
  return true;
}

/** Solves L·Lᵀ·x = b. @param factor from `decompose`. */
export function solve({ size, values }: Matrix, b: Float64Array): Float64Array {
  const x = Float64Array.from(b);
  for (let row = 0; row < size; row += 1) {
    let sum = x[row] ?? 0;
    for (let column = 0; column < row; column += 1) sum -= (values[row * size + column] ?? 0) * (x[column] ?? 0);
    x[row] = sum / (values[row * size + row] ?? 0);
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    let sum = x[row] ?? 0;
    for (let below = row + 1; below < size; below += 1) sum -= (values[below * size + row] ?? 0) * (x[below] ?? 0);
    x[row] = sum / (values[row * size + row] ?? 0);
  }
  return x;
}

/** (L·Lᵀ)⁻¹, row by row. @param factor from `decompose`. */
export function invert(factor: Matrix): Float64Array {
  const { size } = factor;
  const inverse = new Float64Array(size * size);
  for (let column = 0; column < size; column += 1) {
    const unit = new Float64Array(size);
    unit[column] = 1;
    inverse.set(solve(factor, unit), column * size);
  }
  return inverse;
}
