import type { FitViewOptions } from '@xyflow/react';

export const smallestZoom = 0.05;

/** What the button under a graph does: all of it, however small. */
export const wholeGraph: FitViewOptions = { maxZoom: 1, padding: 0.04 };
