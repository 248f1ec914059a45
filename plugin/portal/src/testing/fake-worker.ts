import type { Flow, Placed } from '../pages/version/layout';

/** The worker of the canvas, in the page itself: jsdom has none. */
export class FakeWorker {
    onmessage: ((event: { data: Placed }) => void) | undefined;

    postMessage(flow: Flow) {
        void import('../pages/version/layout-place').then(({ placeBlocks }) => this.onmessage?.({ data: placeBlocks(flow) }));
    }

    terminate() {
        this.onmessage = undefined;
    }
}
