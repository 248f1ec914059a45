import './styles/index.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from './api/query-client';
import { App } from './app/app';
import { setExpired } from './app/expiry';
import { applyTheme } from './app/theme';
import { guardSecondClicks } from './ui/second-click';

applyTheme();
guardSecondClicks();
createRoot(document.getElementById('root')!).render(
    <StrictMode>
        <App client={createQueryClient(() => setExpired(true))} />
    </StrictMode>,
);
