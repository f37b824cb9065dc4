import type { Round } from '../../../main/contract/compare.ts';
import { t } from '../../i18n/translate.ts';
import type { AppServices } from '../app-services.ts';

/** Keeps the words of a prompt that was asked, with its tags. @throws as the server's `shelf.save`. */
export async function keepPrompt(app: AppServices, { text, tags }: Pick<Round, 'text' | 'tags'>): Promise<void> {
  await app.client.shelf.save.mutate({ id: null, title: null, text, tags: [...tags], attachmentIds: [] });
  app.toasts.show(t('shelf.kept'), {
    action: {
      label: t('shelf.open'),
      run: () => app.router.navigate({ screen: 'compare', comparisonId: null, section: 'prompts' }),
    },
  });
}
