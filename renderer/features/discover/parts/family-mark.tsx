import { classNames } from '../../../ui/class-names.ts';
import { Icon } from '../../../ui/icon.tsx';
import { monogramOf } from './family.ts';
import styles from './family-mark.module.css';

type FamilyMarkProps = { readonly family: string | null; readonly size?: 'medium' | 'large' };

/** A family's two letters, or a file for a model of none. Decoration: the name beside it says the family. */
export function FamilyMark({ family, size = 'medium' }: FamilyMarkProps) {
  return (
    <span aria-hidden="true" className={classNames(styles.mark, size === 'large' && styles.large)}>
      {family === null ? <Icon name="file" size={size === 'large' ? 20 : 16} /> : monogramOf(family)}
    </span>
  );
}
