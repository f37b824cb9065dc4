import { parseSync, Visitor, type StringLiteral, type Expression } from 'oxc-parser';

/** One module named by a file: by an import, a re-export, `import()`, `require()` or a type's `import('…')`. */
export type ImportedModule = {
  /** Null when the name is computed and nobody can tell what is loaded. */
  readonly name: string | null;
  readonly line: number;
  /** True when the import is gone after compilation. */
  readonly isType: boolean;
};

/** Parses a TypeScript file and lists what it names. @throws Error when the file does not parse. */
export function readImports(path: string, source: string): ImportedModule[] {
  const { module, program, errors } = parseSync(path, source);
  if (errors[0]) throw new Error(`${path} does not parse: ${errors[0].message}`);
  const lineAt = (offset: number): number => source.slice(0, offset).split('\n').length;
  const found: ImportedModule[] = module.staticImports.map(({ moduleRequest, entries, start }) => ({
    name: moduleRequest.value,
    line: lineAt(start),
    isType: entries.length > 0 && entries.every((entry) => entry.isType),
  }));
  for (const { entries, start } of module.staticExports) {
    const from = entries.find((entry) => entry.moduleRequest !== null)?.moduleRequest;
    if (from) found.push({ name: from.value, line: lineAt(start), isType: entries.every((entry) => entry.isType) });
  }
  const add = (argument: Expression | undefined, start: number, isType: boolean): void => {
    found.push({ name: argument && isText(argument) ? argument.value : null, line: lineAt(start), isType });
  };
  new Visitor({
    ImportExpression: (node) => add(node.source, node.start, false),
    TSImportType: (node) => add(node.source, node.start, true),
    CallExpression: (node) => {
      if (node.callee.type !== 'Identifier' || node.callee.name !== 'require') return;
      const [argument] = node.arguments;
      add(argument?.type === 'SpreadElement' ? undefined : argument, node.start, false);
    },
  }).visit(program);
  return found;
}

function isText(node: Expression): node is StringLiteral {
  return node.type === 'Literal' && typeof node.value === 'string';
}
