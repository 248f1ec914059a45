import { expect, test } from 'vitest';
import type { Promotion } from '../../api/types';
import { nothingSaid } from '../../testing/fake-data';
import { csvCell, csvOf } from './csv';
import { filterOf } from './filter';

test('P7: a cell is quoted where it must be, and never a formula', () => {
    expect(csvCell('plain')).toBe('plain');
    expect(csvCell('say "hi", twice')).toBe('"say ""hi"", twice"');
    expect(csvCell('=HYPERLINK("x")')).toBe('"\'=HYPERLINK(""x"")"');
    expect(csvCell('@cmd')).toBe("'@cmd");
    for (const sign of ['\n=', '＝', '＋', '－', '＠'])
        expect(csvCell(`${sign}1`).replace('"', '')).toBe(`'${sign}1${sign.startsWith('\n') ? '"' : ''}`);
    expect(csvCell(null)).toBe('');
});

test('P7: the export has a line for each promotion, with its reasons', () => {
    const one = {
        id: 'p1',
        status: 'refused',
        source: { organization: 'a', dataflow: 'd', version: 2 },
        dataflow_name: 'Welcome, all',
        target: { organization: 'b', application: null, dataflow: null, approved_version: null, draft_version: null },
        routed: false,
        trigger: null,
        actor: 'ana',
        requested_at: 't1',
        finished_at: null,
        failures: [{ code: 'mapping_missing', message: 'No mapping.', remedy: 'Add one.' }],
        ...nothingSaid,
        reason: 'because, "so"',
        ticket: '=CRM-1',
        accepted: ['other_source', 'finding'],
        warnings: [{ code: 'other_source', message: 'x' }],
        standing: 'behind',
        planned: true,
    } as unknown as Promotion;
    const [header, line] = csvOf([one]).split('\r\n');
    expect(header).toMatch(/^id,status,source_organization/);
    expect(line).toBe(
        'p1,refused,a,d,"Welcome, all",2,b,,,,,false,,,ana,t1,,mapping_missing: No mapping.,behind,\'=CRM-1,"because, ""so""",true,other_source,other_source; finding,',
    );
});

test('A7, P7: of a side that is hidden the export has the organization and nothing else', () => {
    const one = {
        id: 'p1',
        status: 'refused',
        source: { organization: 'a', dataflow: null, version: null },
        dataflow_name: null,
        target: { organization: 'b', application: 'crm', dataflow: null, approved_version: null, draft_version: null },
        routed: false,
        trigger: null,
        actor: 'ana',
        requested_at: 't1',
        finished_at: null,
        failures: [{ code: 'library_blocks_present', organization: 'a' }],
        ...nothingSaid,
    } as unknown as Promotion;
    expect(csvOf([one]).split('\r\n')[1]).toBe(
        'p1,refused,a,,,,b,crm,,,,false,,,ana,t1,,library_blocks_present: Something in organization a stands in the way (library blocks present).,,,,false,,,',
    );
});

test('P7: days of the filter are whole days of the person, and nonsense is left out', () => {
    const filter = filterOf('acme', { from: '2026-11-01', to: '2026-11-01', status: 'nonsense', role: 'source' });
    expect(filter.from).toBe(new Date(2026, 10, 1).toISOString().replace('Z', '000Z'));
    expect(new Date(filter.to!).getTime() - new Date(filter.from!).getTime()).toBe(86_400_000);
    expect(filter).toMatchObject({ organization: 'acme', role: 'source' });
    expect(filter.status).toBeUndefined();
    expect(filterOf('acme', { status: 'constructor' }).status).toBeUndefined();
});
