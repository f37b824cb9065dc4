/** Makes the compiler prove that a union was handled whole; throws if it was wrong at run time. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`);
}
