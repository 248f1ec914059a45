import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Plugin, Rollup } from 'vite';

/** Licences that ask nobody to pass their text on. */
const withoutText = ['Unlicense'];

/** The folder of the package that a source is from; what the bundler itself adds to a bundle is Vite's. */
function folderOf(source: string): string | undefined {
    const [, folder] = /^\0?(.*\bnode_modules\/(?:@[^/]+\/)?[^/?]+)/.exec(source) ?? [];
    return folder ?? (source.startsWith('\0') ? 'node_modules/vite' : undefined);
}

/** What a bundle is made from: scripts of which something is left, files, and styles, which are told of as watched files only. */
function sourcesOf(bundle: Rollup.OutputBundle, watched: string[]): string[] {
    const sources = Object.values(bundle).flatMap((file) =>
        file.type === 'asset' ? file.originalFileNames : Object.keys(file.modules).filter((id) => file.modules[id]!.renderedLength > 0),
    );
    return [...sources, ...watched.filter((file) => file.endsWith('.css'))];
}

/** A package's own licence; Vite tells that of all that it is made from below. */
function textIn(folder: string): string {
    const names = readdirSync(folder).filter((name) => /^(licen[cs]e|notice|copying)\b/i.test(name));
    const texts = names.map((name) => readFileSync(join(folder, name), 'utf8').split('# Licenses of bundled dependencies')[0]!.trim());
    return texts.join('\n\n');
}

function chapterOf(folder: string): string {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, string>;
    const text = textIn(folder);
    if (!text && !withoutText.includes(license!))
        throw new Error(`${name} is in the bundle, but brings no text of its licence, ${license}.`);
    return `== ${name} ${version}, ${license}\n\n${text || 'Dedicated to the public domain.'}\n`;
}

/** Writes the licences of all packages that the bundle has parts of beside it; `collect` goes with the bundles of workers. */
export function thirdPartyLicenses(): { collect: Plugin; write: Plugin } {
    const folders = new Set<string>();
    let root = '';
    function collect(this: Rollup.PluginContext, _: unknown, bundle: Rollup.OutputBundle) {
        for (const source of sourcesOf(bundle, this.getWatchFiles())) {
            const folder = folderOf(source);
            if (folder) folders.add(resolve(root, folder));
        }
    }
    return {
        collect: { name: 'neo-third-party-collect', apply: 'build', generateBundle: collect },
        write: {
            name: 'neo-third-party-licenses',
            apply: 'build',
            configResolved: (config) => void (root = config.root),
            generateBundle(options, bundle) {
                collect.call(this, options, bundle);
                const chapters = [...folders].map(chapterOf).sort();
                const source = ['The portal holds parts of these packages, under these licences.\n', ...chapters].join('\n');
                this.emitFile({ type: 'asset', fileName: 'third-party-licenses.txt', source });
            },
        },
    };
}
