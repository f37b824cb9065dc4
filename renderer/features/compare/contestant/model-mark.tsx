import type { ModelId } from '../../../../main/contract/ids.ts';
import { useModelColour } from '../../../state/model-colour.ts';
import { classNames } from '../../../ui/class-names.ts';
import styles from './contestant.module.css';

/** A model's colour, as a small shape. Decoration: its name stands beside it. */
export function ModelMark({ modelId }: { readonly modelId: ModelId }) {
  const { css, shape } = useModelColour(modelId);
  return <span aria-hidden="true" className={classNames(styles.mark, styles[shape])} style={{ color: css }} />;
}
