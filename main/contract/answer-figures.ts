import { z } from 'zod';
import { gpuBackendSchema } from './models.ts';

const bytes = z.number().nonnegative();
const count = z.number().int().nonnegative();

/** Energy while an answer was made, of the parts that can be asked, with everything else this computer did meanwhile. */
export const energySchema = z.object({
  joules: z.number().nonnegative(),
  /** What was asked: processor counters (RAPL) or graphics cards (NVML). */
  sources: z.array(z.enum(['processor', 'graphics'])).readonly(),
});
export type Energy = z.infer<typeof energySchema>;

/** What one answer took beside its own `ReplyStats`; kept with the reply. */
export const answerFiguresSchema = z.object({
  /** `contended`: another model worked or was loaded at the same time, so its times say little. */
  timing: z.enum(['alone', 'contended']),
  /** Most the model's process held while it answered; null where the system does not tell. */
  memory: z.object({ residentBytes: bytes, videoMemoryBytes: bytes }).nullable(),
  energy: energySchema.nullable(),
  backend: gpuBackendSchema.nullable(),
  threads: z.number().int().positive().nullable(),
  contextSize: z.number().int().positive().nullable(),
  /** The seed its tokens were drawn with. */
  seed: count.nullable(),
});
export type AnswerFigures = z.infer<typeof answerFiguresSchema>;

/** Length and form of an answer's Markdown, without its thoughts. What style control takes into account. */
export const textStatisticsSchema = z.object({
  /** Unicode code points. */
  characters: count,
  words: count,
  sentences: count,
  paragraphs: count,
  headings: count,
  listItems: count,
  bold: count,
  codeBlocks: count,
  tables: count,
  links: count,
});
export type TextStatistics = z.infer<typeof textStatisticsSchema>;
