import { AppError, type ErrorCode } from '../contract/errors.ts';

type Words = { readonly title: string; readonly body: string };
type Explain = (params: AppError['params']) => string;

/** The page cannot speak yet, so these few failures have their words here. */
const explanations: Partial<Record<ErrorCode, { readonly title: string; readonly explain: Explain }>> = {
  'database-newer': {
    title: 'Your data is from a newer Counterweight',
    explain: ({ databaseVersion, appVersion }) =>
      `The conversations on this computer were last opened by a newer version (data version ${databaseVersion}, this app knows ${appVersion}). ` +
      'Nothing was changed. Update Counterweight to open them.',
  },
  'data-folder-unwritable': {
    title: 'Counterweight cannot write to its folder',
    explain: ({ path }) =>
      `${path}\n\nNothing was changed. Check that the folder exists and that you may write to it, then start again.`,
  },
  'disk-full': {
    title: 'The disk is full',
    explain: ({ path }) => `${path}\n\nNothing was lost. Free some space, then start again.`,
  },
  'database-damaged': {
    title: 'Your data file is damaged',
    explain: ({ path }) =>
      `The database in ${path} cannot be read. It was left as it is; earlier copies are in the folder “backups” there.`,
  },
  'database-in-use': {
    title: 'Another Counterweight is using this folder',
    explain: ({ path }) => `${path}\n\nClose the other one, the desktop app or the web host, then start again.`,
  },
};

/** What to tell a person when the app could not start. */
export function startupFailureWords(error: unknown): Words {
  const known = error instanceof AppError ? explanations[error.code] : undefined;
  if (known && error instanceof AppError) return { title: known.title, body: known.explain(error.params) };
  return {
    title: 'Counterweight could not start',
    body: 'Nothing was changed. Start it again; if this goes on, the log in the data folder says what happened.',
  };
}
