import type { Flow } from './layout';
import { placeBlocks } from './layout-place';

/* Lays out one dataflow beside the page, which stays usable meanwhile. */

onmessage = ({ data }: MessageEvent<Flow>) => postMessage(placeBlocks(data));
