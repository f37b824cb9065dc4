import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AppError } from '../../main/contract/errors.ts';
import { createFileLogger } from '../../main/logging/file-logger.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

function openLog() {
  const folder = temporaryFolder();
  const path = join(folder, 'logs', 'counterweight.log');
  const lines = () =>
    readFileSync(path, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { event: string; error?: string });
  return { logger: createFileLogger(folder), folder, path, lines };
}

test('a crash keeps the runner’s last words: they say why, and stand nowhere else', () => {
  const { logger, lines } = openLog();
  const native = new Error('[error] CUDA error: device lost\n[error] current device: 0');
  const cause = new AppError('runner-crashed', { cause: 'SIGABRT', phase: 'generating' }, { cause: native });
  logger.error('runner-failed', new AppError('internal', {}, { cause }));
  const [line] = lines();
  expect(line?.event).toBe('runner-failed');
  expect(line?.error).toMatch(/internal[^]*runner-crashed[^]*device lost\n\[error\] current device: 0/);
});

test('whatever was thrown can be written, even an error that is its own cause', () => {
  const { logger, lines } = openLog();
  const loop = new Error('loop');
  loop.cause = loop;
  logger.error('strange', loop);
  logger.error('stranger', 'only words');
  expect(lines().map(({ event }) => event)).toEqual(['strange', 'stranger']);
});

test('a log that has grown makes way for a new one, and one older is kept', () => {
  const { logger, path, folder, lines } = openLog();
  logger.info('first');
  writeFileSync(path, 'x'.repeat(1_100_000));
  logger.info('second');
  writeFileSync(path, 'y'.repeat(1_100_000));
  logger.info('third');
  expect([readdirSync(join(folder, 'logs')).sort(), lines().map(({ event }) => event)]).toEqual([
    ['counterweight.log', 'counterweight.log.1'],
    ['third'],
  ]);
});

test('a folder that cannot be written is no reason to fail', () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  expect(() => createFileLogger(file).info('nothing')).not.toThrow();
});
