import { ContextService } from './context/context-service.ts';
import { PathCache } from './context/path-cache.ts';
import { SummaryService, type SummaryPorts } from './context/summary/summary-service.ts';
import type { ContextPorts } from './context/context-service.ts';
import type { Storage } from './ports/repositories.ts';
import type { RunnerPool } from './ports/runner-pool.ts';

export type ContextSidePorts = Omit<ContextPorts, 'paths' | 'findAttachment'> &
  Omit<SummaryPorts, 'summaries' | 'conversations'> & {
    readonly storage: Pick<Storage, 'conversations' | 'attachments' | 'summaries'>;
    readonly pool: RunnerPool;
  };

export type ContextSide = { readonly context: ContextService; readonly summaries: SummaryService };

/** A part of the composition root: what of a conversation is sent, and what stands for the rest. */
export function createContextSide({ storage, ...ports }: ContextSidePorts): ContextSide {
  const { conversations, attachments } = storage;
  const paths = new PathCache(conversations);
  const context = new ContextService({ ...ports, paths, findAttachment: attachments.find.bind(attachments) });
  const summaries = new SummaryService({
    ...ports,
    conversations,
    summaries: storage.summaries,
    publishMessage: (id) => {
      paths.clear();
      ports.publishMessage(id);
    },
  });
  return { context, summaries };
}
