import { useState } from 'react';
import { compareDraftKey, draftKeyOf } from '../../../../main/contract/drafts.ts';
import type { ComparisonId } from '../../../../main/contract/ids.ts';
import type { ShelfPrompt } from '../../../../main/contract/prompt-shelf.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import type { AppServices } from '../../../state/app-services.ts';
import { useComparisonList } from '../../../state/compare/comparison-list.ts';
import { putIntoDraft } from '../../../state/shelf/put-into-draft.ts';
import { startChat } from '../../../state/start-chat.ts';
import { Button } from '../../../ui/button.tsx';
import { FillDialog } from '../../../ui/shelf/fill-dialog.tsx';
import { hasVariables } from '../../../ui/shelf/has-variables.ts';
import styles from './shelf-pane.module.css';

/** A chat that begins, or a comparison. */
type Place = 'chat' | ComparisonId;

/** Puts the prompt where it is to be asked: into a new chat, or the comparison that was changed last, if there is one. */
export function UsePrompt({ prompt }: { readonly prompt: ShelfPrompt }) {
  const app = useApp();
  const [filling, setFilling] = useState<Place | null>(null);
  const newest = useComparisonList()?.[0]?.id;
  const put = (place: Place, variables: Readonly<Record<string, string>>): void => {
    setFilling(null);
    const filled = { prompt, variables };
    app.attempt(place === 'chat' ? putIntoChat(app, filled) : putIntoComparison(app, place, filled));
  };
  const start = (place: Place): void => (hasVariables(prompt.text) ? setFilling(place) : put(place, {}));
  return (
    <span className={styles.uses}>
      <Button size="small" onClick={() => start('chat')}>
        {t('shelf.use-chat')}
      </Button>
      {newest === undefined ? null : (
        <Button size="small" variant="primary" onClick={() => start(newest)}>
          {t('shelf.use-compare')}
        </Button>
      )}
      {filling === null ? null : (
        <FillDialog
          prompt={prompt}
          onFilled={(variables) => put(filling, variables)}
          onClose={() => setFilling(null)}
        />
      )}
    </span>
  );
}

type Filled = { readonly prompt: ShelfPrompt; readonly variables: Readonly<Record<string, string>> };

async function putIntoChat(app: AppServices, { prompt, variables }: Filled): Promise<void> {
  await putIntoDraft(app, prompt, { key: draftKeyOf(null), variables });
  startChat(app);
}

async function putIntoComparison(
  app: AppServices,
  comparisonId: ComparisonId,
  { prompt, variables }: Filled,
): Promise<void> {
  await putIntoDraft(app, prompt, { key: compareDraftKey(comparisonId), variables });
  app.router.navigate({ screen: 'compare', comparisonId });
  app.wantedFocus.set('composer');
}
