import { useMemo, useState } from 'react';
import type { Message } from '../../../../main/contract/chat.ts';
import { t } from '../../../i18n/translate.ts';
import { Icon } from '../../../ui/icon.tsx';
import { CodeBlock } from '../../../ui/markdown/code-block.tsx';
import { Markdown } from '../../../ui/markdown/markdown.tsx';
import { SegmentedControl } from '../../../ui/segmented-control.tsx';
import { JsonTree } from './json-tree.tsx';
import styles from './structure.module.css';

type StructuredReplyProps = {
  readonly text: string;
  readonly structure: NonNullable<Message['structure']>;
};

/** A reply that was held to a form: as a tree and as text, and whether it kept to it. */
export function StructuredReply({ text, structure }: StructuredReplyProps) {
  if (structure.kind === 'grammar') {
    return (
      <>
        <Markdown text={text} isGrowing={false} />
        <Verdict structure={structure} />
      </>
    );
  }
  return <JsonReply text={text} structure={structure} />;
}

function JsonReply({ text, structure }: StructuredReplyProps) {
  const [view, setView] = useState<'tree' | 'text'>('tree');
  const parsed = useMemo(() => parse(text), [text]);
  return (
    <div className={styles.structured}>
      <div className={styles.bar}>
        <Verdict structure={structure} />
        {parsed === null ? null : (
          <SegmentedControl
            label={t('structure.view')}
            value={view}
            options={[
              { value: 'tree', label: t('structure.view-tree') },
              { value: 'text', label: t('structure.view-text') },
            ]}
            onChange={setView}
          />
        )}
      </div>
      {parsed === null || view === 'text' ? (
        <CodeBlock language="json" text={text} isSettled />
      ) : (
        <JsonTree value={parsed.json} />
      )}
    </div>
  );
}

function Verdict({ structure: { kind, problem } }: Pick<StructuredReplyProps, 'structure'>) {
  if (problem !== null) {
    return (
      <div className={styles.bad}>
        <Icon name="warning" size={14} className={styles.sign} />
        <div>
          <p className={styles.judged}>{t('structure.invalid')}</p>
          <p className={styles.problem}>{problem}</p>
        </div>
      </div>
    );
  }
  return (
    <p className={styles.good}>
      <Icon name="done" size={14} className={styles.sign} />
      {t(`structure.valid-${kind}`)}
    </p>
  );
}

function parse(text: string): { readonly json: unknown } | null {
  try {
    return { json: JSON.parse(text) };
  } catch {
    return null;
  }
}
