import './styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { AppContext } from './state/app-context.tsx';
import { createAppServices } from './state/app-services.ts';

document.documentElement.dataset['host'] = window.counterweight === undefined ? 'web' : 'desktop';
document.documentElement.dataset['platform'] = window.counterweight?.platform ?? 'other';

const container = document.querySelector('#root');
if (container === null) throw new Error('index.html has no #root');
createRoot(container).render(
  <StrictMode>
    <AppContext value={createAppServices(window)}>
      <App />
    </AppContext>
  </StrictMode>,
);
