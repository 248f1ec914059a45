import './styles/index.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from './api/query-client';
import { App } from './app/app';
import { setExpired } from './app/expiry';
import { applyTheme } from './app/theme';
import { guardSecondClicks } from './ui/second-click';

// The page names its icon relative to the address that it was loaded at; addresses change.
const icon = document.querySelector<HTMLLinkElement>('link[rel=icon]');
if (icon) icon.setAttribute('href', icon.href);
applyTheme();
guardSecondClicks();
createRoot(document.getElementById('root')!).render(
    <StrictMode>
        <App client={createQueryClient(() => setExpired(true))} />
    </StrictMode>,
);
