import { usePathname } from 'wouter/use-browser-location';
import { basePath } from './paths';

/** The decoded parts of the address below the portal's base, so that ids may hold any character; null when it is malformed. */
export function routeOf(pathname: string): string[] | null {
    try {
        return pathname
            .slice(basePath.length)
            .split('/')
            .filter((part) => part !== '')
            .map(decodeURIComponent);
    } catch {
        return null;
    }
}

export const useRoute = () => routeOf(usePathname());
