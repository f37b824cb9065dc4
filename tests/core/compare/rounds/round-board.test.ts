import { expect, it } from 'vitest';
import type { AnswerId, ComparisonId, RoundId } from '../../../../main/contract/ids.ts';
import { LockstepRelease } from '../../../../main/core/compare/rounds/lockstep-release.ts';
import { RoundBoard, type BoardRun } from '../../../../main/core/compare/rounds/round-board.ts';

const first = 'first' as AnswerId;
const second = 'second' as AnswerId;

function run(total: number): BoardRun {
  const ids = { comparisonId: 'comparison' as ComparisonId, roundId: 'round' as RoundId };
  return { ...ids, total, finished: 0, steps: [] };
}

it('keeps back an answer that is written anew while the words of its round are read out still', () => {
  const board = new RoundBoard(() => 0);
  const [whole, alone] = [run(2), run(1)];
  const ofRound = new LockstepRelease({ answerIds: [first, second] });
  board.add(whole, [first, second], ofRound);
  board.end(whole, first, null);
  const anew = new LockstepRelease({ answerIds: [first], isHeldToEnd: true });
  board.add(alone, [first], anew);
  anew.grew(first, 'Words that came by themselves', 1);
  board.unveil([first, second], ofRound);
  expect([board.released(first), board.released(second)]).toEqual([{ length: 0, isAll: false }, null]);
  board.unveil([first], anew);
  expect(board.released(first)).toBe(null);
});
