/** Numbers that look random and are the same in every run. */
export function randomFrom(seed: number) {
    const below = (limit: number) => {
        seed = (seed * 48271) % 2147483647;
        return seed % limit;
    };
    return { below, oneOf: <T>(choices: readonly T[]): T => choices[below(choices.length)]! };
}

export type Random = ReturnType<typeof randomFrom>;

const texts = [
    '',
    ' ',
    'a',
    'Send the mail',
    '__proto__',
    'toString',
    'null',
    '[1]',
    'é\u202eא',
    '\ud800',
    '😀',
    '<img src=x onerror=alert(1)>',
    'x'.repeat(500),
];

/** Any JSON value, nested a little. */
export function anyJson(random: Random, depth = 2): unknown {
    switch (random.below(depth > 0 ? 7 : 5)) {
        case 0:
            return null;
        case 1:
            return random.oneOf([true, false]);
        case 2:
            return random.oneOf([0, -1, 1, 1.5, 1e21, 12345678901234567000]);
        case 3:
        case 4:
            return random.oneOf(texts);
        case 5:
            return Array.from({ length: random.below(3) }, () => anyJson(random, depth - 1));
        default:
            return Object.fromEntries(
                Array.from({ length: random.below(3) }, () => [random.oneOf([...texts, 'id', 'name', 'type']), anyJson(random, depth - 1)]),
            );
    }
}
