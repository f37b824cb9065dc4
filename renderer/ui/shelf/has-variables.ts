/** Whether a prompt may hold variables; the app's other half says which. */
export function hasVariables(text: string): boolean {
  return /\{\{[^{}\n]{1,66}\}\}/.test(text);
}
