const longestName = 200;

/** A name without folders, line breaks and marks that would end the line it stands on in a prompt; never empty. */
export function safeFileName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const clean = last
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}`]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (clean.length <= longestName) return clean === '' || clean === '.' || clean === '..' ? 'untitled.txt' : clean;
  const ending = /\.[^.]{1,12}$/.exec(clean)?.[0] ?? '';
  return `${clean.slice(0, longestName - ending.length).trimEnd()}${ending}`;
}
