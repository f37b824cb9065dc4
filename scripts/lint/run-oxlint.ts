import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Finding } from './judge-import.ts';

export type OxlintReport = { readonly fileCount: number; readonly findings: readonly Finding[] };

type OxlintOutput = {
  readonly number_of_files: number;
  readonly diagnostics: readonly {
    readonly message: string;
    readonly code?: string;
    readonly filename: string;
    readonly labels: readonly { readonly span: { readonly line: number } }[];
  }[];
};

/** Runs oxlint with the folder's own configuration. @throws Error when it gave no readable report. */
export async function runOxlint(folder: string, ignored: readonly string[] = []): Promise<OxlintReport> {
  const packageFolder = dirname(createRequire(import.meta.url).resolve('oxlint/package.json'));
  const ignoreFlags = ignored.flatMap((pattern) => ['--ignore-pattern', pattern]);
  const flags = ['--type-aware', '--report-unused-disable-directives', '--format=json', ...ignoreFlags, '.'];
  const output = await runNode([join(packageFolder, 'bin/oxlint'), ...flags], folder);
  const json = output.slice(Math.max(0, output.indexOf('{')));
  // Its own report format; a changed one fails here and not as "nothing found".
  const report = JSON.parse(json) as OxlintOutput;
  if (typeof report.number_of_files !== 'number') throw new Error('oxlint did not say how many files it read');
  const findings = report.diagnostics.map(({ message, code = 'oxlint', filename, labels }) => ({
    path: filename.replaceAll('\\', '/'),
    line: labels[0]?.span.line ?? 1,
    rule: code,
    text: message,
  }));
  return { fileCount: report.number_of_files, findings };
}

async function runNode(args: readonly string[], cwd: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [...args], { cwd, maxBuffer: 1 << 28 });
    return stdout;
  } catch (error) {
    // Exit code 1 says that there are findings, and they are on stdout.
    if (error instanceof Error && 'stdout' in error && typeof error.stdout === 'string' && error.stdout !== '')
      return error.stdout;
    throw error;
  }
}
