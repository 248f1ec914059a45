import { lazy, type ComponentType } from 'react';

/** The code of a part of the portal could not be loaded. */
export class NotLoaded extends Error {}

/** A part of the portal whose code is loaded when it is first needed. */
export const lazyPart = <P>(load: () => Promise<{ default: ComponentType<P> }>) =>
    lazy(() =>
        load().catch((error: unknown) => {
            throw new NotLoaded(String(error));
        }),
    );
