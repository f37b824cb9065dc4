import { templateVariablesSchema, type TemplateVariables } from '../../../../main/contract/chat-settings.ts';

/** A template's variable as it is typed. */
export type VariableRow = { readonly name: string; readonly value: string };

export function rowsOf(variables: TemplateVariables): readonly VariableRow[] {
  return Object.entries(variables).map(([name, value]) => ({
    name,
    value: typeof value === 'string' && isLiteral(value) ? JSON.stringify(value) : String(value),
  }));
}

/** What the rows mean. Rows without a usable name, or with one that stands above already, mean nothing yet. */
export function readRows(rows: readonly VariableRow[]): {
  readonly variables: TemplateVariables;
  readonly unreadable: ReadonlySet<number>;
} {
  const variables: Record<string, string | number | boolean> = {};
  const unreadable = new Set<number>();
  rows.forEach(({ name, value }, index) => {
    const one = templateVariablesSchema.safeParse({ [name]: valueOf(value) });
    if (one.success && !Object.hasOwn(variables, name)) variables[name] = valueOf(value);
    else if (name !== '') unreadable.add(index);
  });
  return { variables, unreadable };
}

/** `true`, `12` and `"12"` as JSON has them; everything else is a text as it stands. */
function valueOf(typed: string): string | number | boolean {
  if (!isLiteral(typed)) return typed;
  return JSON.parse(typed.trim()) as string | number | boolean;
}

function isLiteral(typed: string): boolean {
  try {
    return ['string', 'number', 'boolean'].includes(typeof JSON.parse(typed.trim()));
  } catch {
    return false;
  }
}
