import { useState } from 'react';
import type { ComparisonListEvent } from '../../../../main/contract/compare.ts';
import { compareDraftKey, draftKeyOf, type DraftKey } from '../../../../main/contract/drafts.ts';
import type { ComparisonId } from '../../../../main/contract/ids.ts';
import type { ShelfPrompt } from '../../../../main/contract/prompt-shelf.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import type { AppServices } from '../../../state/app-services.ts';
import { putIntoDraft } from '../../../state/shelf/put-into-draft.ts';
import { startChat } from '../../../state/start-chat.ts';
import { Button } from '../../../ui/button.tsx';
import { FillDialog } from '../../../ui/shelf/fill-dialog.tsx';
import { hasVariables } from '../../../ui/shelf/has-variables.ts';
import styles from './shelf-pane.module.css';

type Place = 'comparison' | 'chat';

/** Puts the prompt where it is to be asked: into a new chat, or the comparison that was used last. */
export function UsePrompt({ prompt }: { readonly prompt: ShelfPrompt }) {
  const app = useApp();
  const [filling, setFilling] = useState<Place | null>(null);
  const put = (place: Place, variables: Readonly<Record<string, string>>): void => {
    setFilling(null);
    app.attempt(place === 'chat' ? putIntoChat(app, prompt, variables) : putIntoComparison(app, prompt, variables));
  };
  const start = (place: Place): void => (hasVariables(prompt.text) ? setFilling(place) : put(place, {}));
  return (
    <span className={styles.uses}>
      <Button size="small" onClick={() => start('chat')}>
        {t('shelf.use-chat')}
      </Button>
      <Button size="small" variant="primary" onClick={() => start('comparison')}>
        {t('shelf.use-compare')}
      </Button>
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

type Variables = Readonly<Record<string, string>>;

async function putIntoChat(app: AppServices, prompt: ShelfPrompt, variables: Variables): Promise<void> {
  await putIntoDraft(app, prompt, { key: draftKeyOf(null), variables });
  startChat(app);
}

/** Without any comparison it waits for the first one. */
async function putIntoComparison(app: AppServices, prompt: ShelfPrompt, variables: Variables): Promise<void> {
  const comparisonId = await newestComparison(app);
  const key: DraftKey = compareDraftKey(comparisonId);
  await putIntoDraft(app, prompt, { key, variables });
  app.router.navigate({ screen: 'compare', comparisonId });
  app.wantedFocus.set('composer');
}

function newestComparison(app: AppServices): Promise<ComparisonId | null> {
  const { promise, resolve, reject } = Promise.withResolvers<ComparisonId | null>();
  const subscription = app.client.compare.watchList.subscribe(undefined, {
    onData: (event: ComparisonListEvent) => {
      if (event.type === 'snapshot') resolve(event.lines[0]?.id ?? null);
    },
    onError: reject,
  });
  return promise.finally(() => subscription.unsubscribe());
}
