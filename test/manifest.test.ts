// What package.json promises is what the code registers: commands, views, settings, files, words.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lensCommands, pipelineLanguage } from '../protocol/lsp.ts';
import { root } from '../scripts/build.ts';
import { l10nMessages } from './kit/l10nMessages.ts';

interface MenuItem {
  readonly command: string;
  readonly when?: string;
}
interface Manifest {
  readonly icon: string;
  readonly l10n: string;
  readonly activationEvents: readonly string[];
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly supported: string; readonly restrictedConfigurations: readonly string[] };
  };
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category: string }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly views: Readonly<Record<string, readonly { readonly id: string; readonly icon: string }[]>>;
    readonly viewsContainers: { readonly activitybar: readonly { readonly id: string; readonly icon: string }[] };
    readonly viewsWelcome: readonly { readonly view: string; readonly contents: string }[];
    readonly languages: readonly {
      readonly id: string;
      readonly configuration: string;
      readonly icon: Readonly<Record<string, string>>;
    }[];
    readonly grammars: readonly { readonly path: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly markdownDescription: string }>> };
    readonly walkthroughs: readonly {
      readonly steps: readonly {
        readonly media: { readonly svg: string };
        readonly completionEvents: readonly string[];
      }[];
    }[];
  };
}
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const manifestText = read('package.json');
const manifest = JSON.parse(manifestText) as Manifest;
const words = JSON.parse(read('package.nls.json')) as Readonly<Record<string, string>>;
const { contributes } = manifest;
const sources = readdirSync(join(root, 'client'), { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts'))
  .map(file => read(join('client', file)))
  .join('\n');
const all = (pattern: RegExp): readonly string[] =>
  [...new Set([...sources.matchAll(pattern)].map(found => found[1] ?? ''))].sort();
const registered = all(/\b(?:command|registerCommand)\(\s*'(trainyard\.[\w.]+)'/g);
const contributed = contributes.commands.map(({ command }) => command).sort();

/** The editor makes one for each view. */
const focused = Object.values(manifest.contributes.views).flatMap(views => views.map(({ id }) => `${id}.focus`));
/** Registered for panels, the status bar and one another; people never see them by name. */
const inner = [
  'trainyard.language.showReferences',
  'trainyard.runner.attend',
  'trainyard.tracking.logOf',
  'trainyard.tracking.reveal',
];

describe('commands', () => {
  test('those contributed are those registered', () => expect([...contributed, ...inner].sort()).toEqual(registered));
  test('menus and links name commands that are there', () => {
    const named = [
      ...manifestText.matchAll(/"command": "(trainyard\.[\w.]+)"/g),
      ...JSON.stringify(words).matchAll(/command:(trainyard\.[\w.]+)/g),
    ].map(found => found[1] ?? '');
    expect(named.filter(id => !contributed.includes(id))).toEqual([]);
  });
  test('code that carries out a command by name names one that is there', () => {
    const ours = all(/executeCommand\(\s*'(trainyard\.[\w.]+)'/g).filter(
      id => !registered.includes(id) && !focused.includes(id),
    );
    expect(ours).toEqual([]);
  });
  test('lenses carry commands that are there', () =>
    expect(Object.values(lensCommands).filter(id => !registered.includes(id))).toEqual([]));
  test('all stand under one category, in title case', () => {
    const small = /^(a|an|and|as|at|by|for|from|in|of|on|or|the|to|with)$/;
    for (const { title, category } of contributes.commands) {
      const text = words[title.slice(1, -1)] ?? '';
      expect(category).toBe('Trainyard');
      expect(text.split(' ').filter((word, index) => index > 0 && /^[a-z]/.test(word) && !small.test(word))).toEqual(
        [],
      );
      expect(text).toMatch(/^[A-Z]/);
    }
  });
  test('each command of the palette says when it applies, or applies always', () => {
    const always = [
      'trainyard.runner.showLog',
      'trainyard.service.copyDiagnostics',
      'trainyard.service.showOutput',
      'trainyard.welcome.openExample',
    ];
    const gated = (contributes.menus.commandPalette ?? []).map(({ command }) => command);
    expect(contributed.filter(id => !gated.includes(id))).toEqual(always);
  });
});

/** Read by the language server, which gets all settings of ours (test/server/settings.test.ts). */
const serverSettings = new Set([
  'rules',
  'cards.profile',
  'files.include',
  'files.exclude',
  'inlayHints.enabled',
  'diagnostics.workspace',
]);

describe('views, language and settings', () => {
  test('views are those the code makes, and welcome texts are about them', () => {
    const views = Object.values(contributes.views)
      .flat()
      .map(({ id }) => id);
    expect(all(/createTreeView[^(]*\(\s*'([\w.]+)'/g)).toEqual([...views].sort());
    expect(new Set(contributes.viewsWelcome.map(({ view }) => view))).toEqual(new Set(views));
  });
  test('the language is the one the protocol names', () =>
    expect(contributes.languages.map(({ id }) => id)).toEqual([pipelineLanguage]));
  test('every setting is read by the code and every one read is documented', () => {
    const documented = Object.keys(contributes.configuration.properties)
      .map(key => key.replace('trainyard.', ''))
      .filter(key => key !== 'trace.server' && !serverSettings.has(key));
    expect(all(/\.get<[^>]+>\(\s*'([a-z]\w*(?:\.\w+)?)',/g)).toEqual([...documented].sort());
  });
  test('panels wake the extension, and their serializers are there', () => {
    const woken = manifest.activationEvents.flatMap(event => /^onWebviewPanel:(.+)/.exec(event)?.[1] ?? []);
    expect(all(/const viewType = '([\w.]+)'/g)).toEqual([...woken].sort());
  });
  test('nothing of the editor’s own wakes the extension', () => {
    const wide = manifest.activationEvents.filter(
      event => event === '*' || event === 'onStartupFinished' || /^onLanguage:(?!trainyard-)/.test(event),
    );
    expect(wide).toEqual([]);
  });
  test('a setting that names a program is not read in an untrusted workspace', () => {
    expect(manifest.capabilities.untrustedWorkspaces.supported).toBe('limited');
    expect(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations).toContain('trainyard.python');
  });
});

describe('files and words', () => {
  test('every file that is named is there', () => {
    const files = [
      manifest.icon,
      ...contributes.viewsContainers.activitybar.map(({ icon }) => icon),
      ...Object.values(contributes.views)
        .flat()
        .map(({ icon }) => icon),
      ...contributes.languages.flatMap(({ configuration, icon }) => [configuration, ...Object.values(icon)]),
      ...contributes.grammars.map(({ path }) => path),
      ...contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.svg)),
    ];
    expect(files.filter(file => !existsSync(join(root, file)))).toEqual([]);
  });
  test('every word of the manifest is in package.nls.json and none is left over', () => {
    const used = [...manifestText.matchAll(/"%([\w.]+)%"/g)].map(found => found[1] ?? '');
    expect([...new Set(used)].sort()).toEqual(Object.keys(words).sort());
  });
  test('translators get every message of the extension', () => {
    const file = join(root, manifest.l10n, 'bundle.l10n.json');
    const bundle = `${JSON.stringify(Object.fromEntries(l10nMessages().map(message => [message, message])), null, 2)}\n`;
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, bundle);
    expect(readFileSync(file, 'utf8')).toBe(bundle);
  });
  test('nobody is told «successfully», «please» or «oops»', () =>
    expect([...l10nMessages(), ...Object.values(words)].filter(text => /successfully|please|oops/i.test(text))).toEqual(
      [],
    ));
});
