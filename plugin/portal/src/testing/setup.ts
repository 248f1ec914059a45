import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';
import { dismissAll } from '../app/notice-store';
import { FakeWorker } from './fake-worker';

// Pages are loaded on demand, which takes its time on a busy machine.
configure({ asyncUtilTimeout: 30_000 });
afterEach(() => {
    cleanup();
    dismissAll();
    localStorage.clear();
});

// What browsers have and jsdom lacks.
globalThis.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
};
window.scrollTo = () => undefined;
window.matchMedia = ((query: string) => ({
    matches: query.includes('min-width'),
    addEventListener() {},
    removeEventListener() {},
})) as unknown as typeof window.matchMedia;
Element.prototype.getAnimations = () => [];
Element.prototype.scrollIntoView = () => undefined;
globalThis.Worker = FakeWorker as unknown as typeof Worker;
