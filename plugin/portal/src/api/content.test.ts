import { expect, test } from 'vitest';
import { prettyAt, readContent } from './content';

const stored =
    '{"blocks":[{"id":"b1","config":{"n":12345678901234567890,"f":1.0,"e":1e2,"2":"two","1":"one","t":"caf\\u00e9","k":1,"k":2}}]}';

test('C5: values are shown with the number texts, key order, escapes and duplicate keys that they were stored with', () => {
    expect(prettyAt(readContent(stored), 'blocks', 0, 'config')).toBe(
        '{\n  "n": 12345678901234567890,\n  "f": 1.0,\n  "e": 1e2,\n  "2": "two",\n  "1": "one",\n  "t": "caf\\u00e9",\n  "k": 1,\n  "k": 2\n}',
    );
});

test('nothing is shown where there is nothing', () => {
    expect(prettyAt(readContent(stored), 'blocks', 3, 'config')).toBeUndefined();
});
