import type { Download } from '../../../main/contract/downloads.ts';
import { isUnderWay } from '../../state/downloads/downloads.ts';
import type { AppAction, AppServices } from '../../state/app-services.ts';
import { liveValue } from '../../state/stream.ts';

function listed(app: AppServices, isWanted: (download: Download) => boolean): readonly Download[] {
  return (liveValue(app.downloads.store.get())?.downloads ?? []).filter(isWanted);
}

const isPaused = ({ state }: Download): boolean => state.state === 'paused';

/** Commands about the queue, on every screen. */
export const downloadActions: readonly AppAction[] = [
  {
    id: 'go.downloads',
    label: 'action.go-downloads',
    icon: 'download',
    section: 'go',
    isEnabled: (app) => app.router.route.get().screen !== 'downloads',
    run: (app) => app.router.navigate({ screen: 'downloads' }),
  },
  {
    id: 'downloads.pause-all',
    label: 'action.downloads-pause-all',
    icon: 'pause',
    section: 'models',
    isEnabled: (app) => listed(app, isUnderWay).length > 0,
    run: async (app) => {
      await Promise.all(listed(app, isUnderWay).map(({ id }) => app.client.downloads.pause.mutate({ id })));
    },
  },
  {
    id: 'downloads.resume-all',
    label: 'action.downloads-resume-all',
    icon: 'play',
    section: 'models',
    isEnabled: (app) => listed(app, isPaused).length > 0,
    run: async (app) => {
      await Promise.all(listed(app, isPaused).map(({ id }) => app.client.downloads.resume.mutate({ id })));
    },
  },
];
