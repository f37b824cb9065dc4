import type { Answer } from '../../../../main/contract/compare.ts';
import type { MessageId } from '../../../../main/contract/ids.ts';
import { t } from '../../../i18n/translate.ts';
import { isUnderWay } from '../../../state/compare/comparison-state.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { MenuButton } from '../../../ui/menu-button.tsx';
import { SiblingNavigator } from '../../../ui/reply/sibling-navigator.tsx';
import { AnswerFigures } from '../figures/answer-figures.tsx';
import type { AnswerCommands } from './answer-commands.ts';
import styles from './answer-footer.module.css';

type AnswerFooterProps = {
  readonly answer: Answer;
  readonly isVeiled: boolean;
  readonly commands: AnswerCommands;
};

/** What can be done with an answer, and its figures. Its height is kept free, so that nothing moves when it shows. */
export function AnswerFooter({ answer, isVeiled, commands }: AnswerFooterProps) {
  return (
    <footer className={styles.footer}>
      <Controls answer={answer} isVeiled={isVeiled} commands={commands} />
      {isUnderWay(answer) ? null : <AnswerFigures answer={answer} />}
    </footer>
  );
}

function Controls({ answer, isVeiled, commands }: AnswerFooterProps) {
  const { id, text, messageId, versionIds } = answer;
  if (isUnderWay(answer)) {
    return isVeiled ? null : (
      <IconButton
        size="small"
        icon="stop"
        className={styles.stop}
        label={t('compare.stop-answer')}
        onClick={() => commands.stop(id)}
      />
    );
  }
  if (answer.status === 'not-asked') return null;
  const copy = text === '' ? null : <CopyButton label={t('compare.copy')} text={() => text} />;
  if (isVeiled || messageId === null) return copy;
  return (
    <>
      <SiblingNavigator
        id={messageId}
        siblingIds={versionIds}
        isDisabled={false}
        // The navigator hands back one of the identifiers it was given.
        onSelect={(version) => commands.selectVersion(id, version as MessageId)}
      />
      {copy}
      <IconButton
        size="small"
        icon="regenerate"
        label={t('compare.regenerate')}
        onClick={() => commands.regenerate(id)}
      />
      <MenuButton size="small" label={t('compare.answer-menu')} items={menuItems(answer, commands)} />
    </>
  );
}

function menuItems({ id, text }: Answer, commands: AnswerCommands) {
  return [
    {
      id: 'continue',
      label: t('compare.continue'),
      icon: 'play',
      isDisabled: text === '',
      onSelect: () => commands.continueAnswer(id),
    },
    {
      id: 'chat',
      label: t('compare.as-chat'),
      icon: 'chat',
      onSelect: () => commands.continueAsChat(id),
    },
  ] as const;
}
