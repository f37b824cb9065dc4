import { t } from '../../i18n/translate.ts';
import { liveValue } from '../../state/stream.ts';
import { useAdapters, useLibrary } from '../../state/library/library-hooks.ts';
import { formatRoute, type LibrarySection, type Route } from '../../state/route.ts';
import { Button } from '../../ui/button.tsx';
import { MenuButton } from '../../ui/menu-button.tsx';
import { SectionLinks } from '../../ui/section-links.tsx';

type LibrarySectionsProps = {
  readonly current: LibrarySection | null;
  /** Null until they are known. */
  readonly modelCount: number | null;
};

/** The parts of the library, with how much is in each. */
export function LibrarySections({ current, modelCount }: LibrarySectionsProps) {
  const adapterCount = liveValue(useAdapters())?.length ?? 0;
  const trashCount = useLibrary()?.trash.length ?? 0;
  const sections: readonly { readonly id: LibrarySection | null; readonly label: string; readonly count: number }[] = [
    { id: null, label: t('library.models'), count: modelCount ?? 0 },
    { id: 'adapters', label: t('library.adapters'), count: adapterCount },
    { id: 'duplicates', label: t('library.duplicates'), count: 0 },
    { id: 'trash', label: t('library.trash'), count: trashCount },
  ];
  return (
    <SectionLinks
      label={t('library.sections')}
      links={sections.map(({ id, ...link }) => ({
        ...link,
        href: formatRoute(routeOf(id)),
        isCurrent: id === current,
      }))}
    />
  );
}

function routeOf(section: LibrarySection | null): Route {
  return section === null ? { screen: 'library' } : { screen: 'library', section };
}

type LibraryControlsProps = {
  /** False where the way to add stands in the middle of the screen. */
  readonly hasAdd: boolean;
  readonly onAdd: () => void;
  readonly onMove: () => void;
};

export function LibraryControls({ hasAdd, onAdd, onMove }: LibraryControlsProps) {
  const library = useLibrary();
  return (
    <>
      <MenuButton
        label={t('library.more')}
        items={[
          {
            id: 'move',
            label: t('library.move'),
            ...(library === null ? {} : { detail: library.modelsFolder }),
            icon: 'move',
            isDisabled: library === null || library.move !== null,
            onSelect: onMove,
          },
        ]}
      />
      {hasAdd ? (
        <Button variant="primary" icon="plus" onClick={onAdd}>
          {t('library.add')}
        </Button>
      ) : null}
    </>
  );
}
