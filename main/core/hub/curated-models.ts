import models from '../../../resources/curated-models.json' with { type: 'json' };
import { curatedModelSchema, type CuratedModel } from '../../contract/hub.ts';

/** A short list for the first run: well-known repositories by how much computer they want. */
export const curatedModels: readonly CuratedModel[] = curatedModelSchema.array().parse(models);
