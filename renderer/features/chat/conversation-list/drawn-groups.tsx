import { memo } from 'react';
import type { Conversation } from '../../../../main/contract/chat.ts';
import type { ConversationGroup } from '../../../state/chat/group-conversations.ts';
import type { ListSelection } from '../../../state/library/list-selection.ts';
import type { VirtualWindow } from '../../../ui/virtual-window.ts';
import { neighbourOf } from '../neighbour-of.ts';
import { ConversationRow } from './conversation-row.tsx';
import { GroupHead, groupName } from './group-head.tsx';
import { lineHeights, type ListLine } from './list-lines.ts';
import { SelectableRow } from './selectable-row.tsx';
import styles from './conversation-list.module.css';

type DrawnGroupsProps = {
  readonly lines: readonly ListLine[];
  readonly offsets: readonly number[];
  readonly drawn: VirtualWindow;
  readonly shown: readonly Conversation[];
  readonly currentId: string | null;
  readonly tabStopId: string | null;
  readonly generatingIds: ReadonlySet<string>;
  /** Null: rows open conversations. */
  readonly selection: ListSelection | null;
  readonly onSelect: (id: string, isRange: boolean) => void;
};

type Stretch = { readonly group: ConversationGroup; readonly lines: ListLine[] };

/** The groups as far as they are in view, at their places in the whole list. */
export function DrawnGroups(props: DrawnGroupsProps) {
  const { lines, offsets } = props;
  const { first, end } = props.drawn;
  return (
    <div className={styles.whole} style={{ height: offsets.at(-1) }}>
      <div style={{ transform: `translateY(${offsets[first] ?? 0}px)` }}>
        {stretches(lines.slice(first, end)).map((stretch) => (
          <section key={stretch.group.key} aria-label={groupName(stretch.group)}>
            <Stretch stretch={stretch} isFirst={lines[0] === stretch.lines[0]} {...props} />
          </section>
        ))}
      </div>
    </div>
  );
}

const Head = memo(GroupHead);

function Stretch({
  stretch,
  isFirst,
  ...list
}: DrawnGroupsProps & { readonly stretch: Stretch; readonly isFirst: boolean }) {
  const { group } = stretch;
  const rows = stretch.lines.flatMap((line) => (line.kind === 'conversation' ? [line.conversation] : []));
  const firstPlace = rows[0] === undefined ? 0 : group.conversations.indexOf(rows[0]) + 1;
  return (
    <>
      {stretch.lines[0]?.kind === 'group' ? (
        <div className={styles.head} style={{ height: isFirst ? lineHeights.first : lineHeights.group }}>
          <Head group={group} />
        </div>
      ) : null}
      {rows.length === 0 ? null : (
        <ul>
          {rows.map((conversation, index) => (
            <Row key={conversation.id} conversation={conversation} place={firstPlace + index} group={group} {...list} />
          ))}
        </ul>
      )}
    </>
  );
}

type RowProps = Omit<DrawnGroupsProps, 'lines' | 'offsets' | 'drawn'> & {
  readonly conversation: Conversation;
  readonly place: number;
  readonly group: ConversationGroup;
};

function Row({ conversation, place, group, ...list }: RowProps) {
  const { id } = conversation;
  const shared = {
    conversation,
    place,
    count: group.conversations.length,
    isTabStop: id === list.tabStopId,
    onSelect: list.onSelect,
  };
  if (list.selection !== null) return <SelectableRow {...shared} isSelected={list.selection.ids.has(id)} />;
  return (
    <ConversationRow
      {...shared}
      next={neighbourOf(list.shown, id)}
      isCurrent={id === list.currentId}
      isGenerating={list.generatingIds.has(id)}
    />
  );
}

function stretches(lines: readonly ListLine[]): readonly Stretch[] {
  const found: Stretch[] = [];
  for (const line of lines) {
    const last = found.at(-1);
    if (last?.group === line.group) last.lines.push(line);
    else found.push({ group: line.group, lines: [line] });
  }
  return found;
}
