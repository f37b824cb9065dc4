/** Answers cost parts of a cent: two digits that say something, and whole cents from ten on. */
export function formatMoney(amount: number, currency: string): string {
  const digits = amount >= 10 ? { maximumFractionDigits: 2 } : { maximumSignificantDigits: 2 };
  return new Intl.NumberFormat('en', { style: 'currency', currency, ...digits }).format(amount);
}
