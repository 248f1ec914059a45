import { expect, test } from 'vitest';
import { hasWords } from './words';

test('words are found in any order, case, and with or without their accents', () => {
    expect(hasWords('Retail Nordic UAT', 'uat nordic')).toBe(true);
    expect(hasWords('Zürich Prod', ' zurich ')).toBe(true);
    expect(hasWords('Zurich Prod', 'ZÜRICH')).toBe(true);
    expect(hasWords('Retail Nordic UAT', 'uat south')).toBe(false);
    expect(hasWords('anything', '')).toBe(true);
});
