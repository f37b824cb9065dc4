import type { ImportPreview } from '../../../../main/contract/exchange.ts';
import type { ProjectId } from '../../../../main/contract/ids.ts';
import { formatDay } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { SelectField } from '../../../ui/select-field.tsx';
import { LeftOutList } from './left-out-list.tsx';
import { useProjects } from './use-projects.ts';
import styles from './exchange.module.css';

type ImportSummaryProps = {
  readonly preview: ImportPreview;
  /** Null: as the file says. */
  readonly projectId: ProjectId | null;
  /** '' for none. */
  readonly onProject: (id: string) => void;
};

/** What would come, what is here already, and what cannot come. */
export function ImportSummary({ preview, projectId, onProject }: ImportSummaryProps) {
  const { conversations, messages, known, titles, sources, leftOut } = preview;
  const counts = [t('export.conversations', { count: conversations }), t('export.messages', { count: messages })];
  return (
    <>
      <div>
        <p className={styles.what}>{foundIn(preview)}</p>
        <p role="status" className={styles.counts}>
          {conversations === 0
            ? t('import.nothing-new')
            : [...sources.map((source) => t(`import.source-${source}`)), ...counts].join(' · ')}
        </p>
        {conversations > 0 && known > 0 ? <p className={styles.why}>{t('import.known', { count: known })}</p> : null}
        <Times preview={preview} />
      </div>
      {titles.length === 0 ? null : (
        <ul className={styles.titles} aria-label={t('settings.conversations')}>
          {[...new Set(titles)].map((title) => (
            <li key={title} dir="auto">
              {title}
            </li>
          ))}
          {conversations > titles.length ? (
            <li className={styles.more}>{t('import.more-titles', { count: conversations - titles.length })}</li>
          ) : null}
        </ul>
      )}
      {conversations === 0 ? null : <ProjectChoice preview={preview} projectId={projectId} onProject={onProject} />}
      <LeftOutList leftOut={leftOut} />
    </>
  );
}

function foundIn({ fileName, files }: ImportPreview): string {
  return files <= 1
    ? t('import.found', { name: fileName })
    : t('import.found-files', { name: fileName, count: files - 1 });
}

function Times({ preview: { oldestMs, newestMs } }: { readonly preview: ImportPreview }) {
  if (oldestMs === null || newestMs === null) return null;
  const [from, to] = [formatDay(oldestMs), formatDay(newestMs)];
  return <p className={styles.why}>{from === to ? from : t('import.times', { from, to })}</p>;
}

function ProjectChoice({ preview, projectId, onProject }: ImportSummaryProps) {
  const projects = useProjects();
  const own = t(preview.projects.length > 0 ? 'import.project-own' : 'import.project-none');
  if (projects.length === 0) return null;
  return (
    <div className={styles.option}>
      <span>{t('import.project')}</span>
      <SelectField
        label={t('import.project')}
        value={projectId ?? ''}
        options={[{ value: '', label: own }, ...projects.map(({ id, name }) => ({ value: id, label: name }))]}
        onChange={onProject}
      />
    </div>
  );
}
