/** Answers cost parts of a cent: two digits that say something; from ten on, cents. */
export function formatMoney(amount: number, currency: string): string {
  const digits =
    amount >= 10 ? { maximumFractionDigits: 2 } : { minimumSignificantDigits: 2, maximumSignificantDigits: 2 };
  return new Intl.NumberFormat('en', { style: 'currency', currency, ...digits }).format(amount);
}
