import { expect, test } from 'vitest';
import { chosenIn, chosenText, isChosen, toggled } from './chosen';

test('what is chosen stands in the address, whatever ids hold; nonsense there chooses nothing', () => {
    const all = [
        { dataflow: 'a.b,c/é', type: 'uat' as const },
        { dataflow: 'welcome', type: 'prod' as const },
    ];
    expect(chosenIn(chosenText(all))).toEqual(all);
    expect(chosenIn('welcome.uat,welcome.uat,.uat,welcome,welcome.toString,%.uat')).toEqual([{ dataflow: 'welcome', type: 'uat' }]);
    expect(chosenIn(undefined)).toEqual([]);
});

test('choosing again takes it back', () => {
    const one = { dataflow: 'welcome', type: 'uat' as const };
    expect(toggled([], one)).toEqual([one]);
    expect(toggled([one], { ...one })).toEqual([]);
    expect(isChosen([one], { ...one, type: 'prod' })).toBe(false);
});
