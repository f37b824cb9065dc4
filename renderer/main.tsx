import './styles/base.css';
import { StrictMode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { followOpenRequests } from './features/frame/follow-open-requests.ts';
import { AppContext } from './state/app-context.tsx';
import { createAppServices } from './state/app-services.ts';

document.documentElement.dataset['host'] = window.counterweight === undefined ? 'web' : 'desktop';
document.documentElement.dataset['platform'] = window.counterweight?.platform ?? 'other';

const container = document.querySelector('#root');
if (container === null) throw new Error('index.html has no #root');
const app = createAppServices(window);
followOpenRequests(app, window);
const root = createRoot(container);
// At once, before the page counts as loaded: the keys are heard from then on.
flushSync(() =>
  root.render(
    <StrictMode>
      <AppContext value={app}>
        <App />
      </AppContext>
    </StrictMode>,
  ),
);
