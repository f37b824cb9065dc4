import { maxContestantNameLength } from '../../../contract/contestants.ts';
import type { ContestantRecord } from '../../ports/compare-repository.ts';

/**
 * What a contestant is called: a person's word, or model, quantization and what differs. One too long to tell all ends
 * with figures of its key, so that two never look the same.
 */
export function contestantName(
  record: Pick<ContestantRecord, 'ownName' | 'modelName' | 'quantization' | 'differences' | 'key'>,
): string {
  if (record.ownName !== null) return record.ownName;
  const { modelName, quantization, differences, key } = record;
  const isSaid = modelName.toLowerCase().includes(quantization.toLowerCase());
  const model = isSaid || quantization === '' ? modelName : `${modelName} ${quantization}`;
  const whole = [model || '?', ...differences].join(' · ');
  const isClear = whole.length <= maxContestantNameLength && !differences.some((words) => isVague(words));
  if (isClear) return whole;
  const mark = ` #${key.slice(0, 4)}`;
  return `${whole.slice(0, maxContestantNameLength - mark.length - 1).replace(/[\s·…]+$/u, '')}…${mark}`.replace(
    /…”?…/u,
    '…”',
  );
}

/** It does not tell everything: another one may read the same. */
function isVague(words: string): boolean {
  return words.endsWith('…”') || /^(?:own template|JSON schema|grammar|stop texts \d+)$/.test(words);
}
