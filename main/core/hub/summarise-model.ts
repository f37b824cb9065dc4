import type { HubFilters, HubModelSummary } from '../../contract/hub.ts';
import type { HubRepoFacts } from '../../contract/hub-facts.ts';
import type { MemoryReading } from '../ports/memory-reading.ts';
import { guessFit } from './fit/guess-fit.ts';
import { licenceNote } from './licence-table.ts';
import { familyOf, isRunnable } from './model-families.ts';

/** A repository in a list, in the words of this app and for this computer. */
export function summariseModel(repo: HubRepoFacts, memory: MemoryReading): HubModelSummary {
  return {
    id: repo.id,
    downloads: repo.downloads,
    likes: repo.likes,
    updatedAtMs: repo.updatedAtMs,
    gating: repo.gating,
    task: repo.task,
    licence: licenceNote(repo.licence),
    architecture: repo.architecture,
    family: familyOf(repo.architecture, repo.id),
    parameterCount: repo.parameterCount,
    contextLength: repo.contextLength,
    isRunnable: isRunnable(repo.architecture),
    fitGuess: repo.parameterCount === null ? null : guessFit(repo.parameterCount, memory),
  };
}

/** Applies the filters the Hub does not know, and those it may have ignored. What is unknown does not pass a filter. */
export function passesFilters(model: HubModelSummary, filters: HubFilters): boolean {
  const { minParameters, maxParameters, family, licenceClass, isOpenOnly, isFittingOnly } = filters;
  const count = model.parameterCount;
  if (minParameters !== null && (count === null || count < minParameters)) return false;
  if (maxParameters !== null && (count === null || count > maxParameters)) return false;
  if (family !== null && model.family !== family) return false;
  if (licenceClass !== null && model.licence.class !== licenceClass) return false;
  if (isOpenOnly && model.gating !== 'open') return false;
  return !isFittingOnly || (model.fitGuess !== null && model.fitGuess !== 'too-large');
}
