import type { ReplyStats } from '../../../contract/chat.ts';
import type { ModelId } from '../../../contract/ids.ts';
import type { BenchmarkRepository } from '../../ports/runtime-repositories.ts';
import type { AnswerWork, MeasuredSpeed } from './estimate-time.ts';

type Entry = { readonly speed: MeasuredSpeed; readonly work: AnswerWork };

/** How fast models were here: in the last answer of each, else in its newest benchmark. */
export class SpeedBook {
  readonly #benchmarks: Pick<BenchmarkRepository, 'list'>;
  readonly #byModel = new Map<ModelId, Entry>();

  constructor(benchmarks: Pick<BenchmarkRepository, 'list'>) {
    this.#benchmarks = benchmarks;
  }

  /** An answer was alone, so its times tell. */
  note(modelId: ModelId, stats: ReplyStats): void {
    const before = this.#byModel.get(modelId)?.speed ?? this.#measured(modelId);
    const { replyTokensPerSecond, promptTokensPerSecond, promptTokens, replyTokens, loadMs } = stats;
    if (replyTokensPerSecond === null || replyTokensPerSecond <= 0) return;
    this.#byModel.set(modelId, {
      speed: {
        loadMs: loadMs > 0 ? loadMs : (before?.loadMs ?? null),
        promptTokensPerSecond: promptTokensPerSecond ?? before?.promptTokensPerSecond ?? null,
        replyTokensPerSecond,
      },
      work: { promptTokens, replyTokens },
    });
  }

  speedOf(modelId: ModelId): MeasuredSpeed | null {
    return this.#byModel.get(modelId)?.speed ?? this.#measured(modelId);
  }

  /** What the next answer may be: like its last one. */
  workOf(modelId: ModelId): AnswerWork {
    return this.#byModel.get(modelId)?.work ?? usualWork;
  }

  #measured(modelId: ModelId): MeasuredSpeed | null {
    const benchmark = this.#benchmarks.list().find((one) => one.modelId === modelId);
    if (!benchmark) return null;
    return {
      loadMs: benchmark.loadMs.median,
      promptTokensPerSecond: benchmark.promptTokensPerSecond.median,
      replyTokensPerSecond: benchmark.replyTokensPerSecond.median,
    };
  }
}

/** Of a question in a few sentences and an answer of a few paragraphs. */
const usualWork: AnswerWork = { promptTokens: 200, replyTokens: 300 };
