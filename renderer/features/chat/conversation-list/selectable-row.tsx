import type { MouseEvent } from 'react';
import type { Conversation } from '../../../../main/contract/chat.ts';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { classNames } from '../../../ui/class-names.ts';
import styles from './conversation-row.module.css';

type SelectableRowProps = {
  readonly conversation: Conversation;
  readonly isSelected: boolean;
  readonly isTabStop: boolean;
  readonly place: number;
  readonly count: number;
  readonly onSelect: (id: string, isRange: boolean) => void;
};

/** A conversation while several are being chosen: a press chooses instead of opening. */
export function SelectableRow(props: SelectableRowProps) {
  const { conversation, isSelected, isTabStop, place, count, onSelect } = props;
  const { id, title } = conversation;
  const onClick = (event: MouseEvent): void => {
    // The press that the label hands on to its checkbox is the same press again.
    if (event.target instanceof HTMLInputElement || !event.shiftKey) return;
    event.preventDefault();
    onSelect(id, true);
  };
  return (
    <li
      className={classNames(styles.row, isSelected && styles.selected)}
      data-row={id}
      aria-posinset={place}
      aria-setsize={count}
    >
      <label className={styles.link} onClick={onClick}>
        <Checkbox
          state={isSelected}
          data-conversation={id}
          tabIndex={isTabStop ? 0 : -1}
          onChange={() => onSelect(id, false)}
        />
        <bdi className={styles.title}>{title}</bdi>
      </label>
    </li>
  );
}
