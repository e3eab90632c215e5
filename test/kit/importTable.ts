// Who may import whom: the table of ARCHITECTURE.md as data, and its judgement over a list of imports.
import type { Import } from './imports.ts';

interface Rule {
  /** Files it is about: the longest prefix wins. */
  readonly folder: string;
  /** Prefixes of our own files it may import; its own folder is always allowed. */
  readonly may: readonly string[];
  /** Prefixes it may import as types alone. */
  readonly mayTypes?: readonly string[];
  /** Areas directly below it never import one another. */
  readonly apart?: boolean;
}

const engineBase = ['engine/domain/', 'engine/ports.ts', 'engine/errors.ts'];
const engineArea = [...engineBase, 'engine/stats/', 'engine/store/'];

const importTable: readonly Rule[] = [
  { folder: 'engine/domain/', may: [] },
  { folder: 'engine/ports.ts', may: ['engine/domain/'] },
  { folder: 'engine/errors.ts', may: ['engine/domain/'] },
  { folder: 'engine/stats/', may: engineBase },
  { folder: 'engine/store/', may: engineBase },
  { folder: 'engine/pipeline/', may: engineArea },
  { folder: 'engine/card/', may: [...engineArea, 'engine/pipeline/'] },
  { folder: 'engine/runner/', may: [...engineArea, 'engine/pipeline/'] },
  { folder: 'engine/tracking/', may: engineArea },
  { folder: 'engine/registry/', may: engineArea },
  { folder: 'engine/serving/', may: engineArea },
  { folder: 'engine/deploy/', may: [...engineArea, 'engine/registry/', 'engine/serving/'] },
  { folder: 'engine/monitor/', may: engineArea },
  { folder: 'engine/node/', may: engineBase },
  { folder: 'engine/createEngine.ts', may: ['engine/'] },
  { folder: 'protocol/', may: [], mayTypes: ['engine/domain/'] },
  { folder: 'connect/', may: ['protocol/'] },
  { folder: 'present/', may: ['protocol/', 'engine/domain/', 'engine/errors.ts'] },
  { folder: 'service/', may: ['protocol/', 'engine/'] },
  { folder: 'server/', may: ['protocol/', 'present/', 'engine/domain/', 'engine/pipeline/', 'engine/card/'] },
  {
    folder: 'cli/',
    may: [
      'protocol/',
      'connect/',
      'present/',
      'engine/domain/',
      'engine/pipeline/',
      'engine/card/',
      'engine/tracking/',
      'engine/node/',
      'engine/ports.ts',
      'engine/errors.ts',
    ],
  },
  { folder: 'client/', may: ['protocol/', 'connect/', 'present/'], mayTypes: ['engine/domain/'] },
  ...['pipeline', 'runner', 'tracking', 'card', 'registry', 'deploy', 'monitor', 'service'].map(area => ({
    folder: `client/${area}/`,
    may: ['protocol/', 'connect/', 'present/', 'client/ui/', 'client/*'],
    mayTypes: ['engine/domain/'],
  })),
  { folder: 'webview/', may: ['protocol/', 'present/'] },
  { folder: 'scripts/', may: ['connect/', 'protocol/', 'engine/domain/'] },
  { folder: 'test/', may: [''] },
];

/** Only these may import `node:*` modules inside the engine. */
const nodeFolders = ['engine/node/'];

/** One sentence for each import that the table forbids. */
export function judgeImports(imports: readonly Import[]): readonly string[] {
  return imports.flatMap(item => (item.own ? judgeOwn(item) : judgeForeign(item)));
}

function judgeOwn(item: Import): readonly string[] {
  const rule = importTable
    .filter(({ folder }) => item.from.startsWith(folder))
    .sort((a, b) => b.folder.length - a.folder.length)[0];
  if (rule === undefined) return item.from.startsWith('engine/') ? [`${item.from} lies in no folder of the table`] : [];
  const allowed = [rule.folder, ...rule.may, ...(item.typeOnly ? (rule.mayTypes ?? []) : [])];
  if (item.to.endsWith('package.json') || allowed.some(prefix => matches(item.to, prefix))) return [];
  return [`${item.from} may not import ${item.to}${item.typeOnly ? ' (as types)' : ''}`];
}

/** `client/*` stands for files directly in that folder. */
function matches(path: string, prefix: string): boolean {
  if (!prefix.endsWith('/*')) return path.startsWith(prefix);
  const folder = prefix.slice(0, -1);
  return path.startsWith(folder) && !path.slice(folder.length).includes('/');
}

function judgeForeign(item: Import): readonly string[] {
  const inEngine = item.from.startsWith('engine/') && !nodeFolders.some(folder => item.from.startsWith(folder));
  if (inEngine && item.to.startsWith('node:')) return [`${item.from} may not import ${item.to}: only engine/node may`];
  if (item.from.startsWith('webview/') && item.to.startsWith('node:'))
    return [`${item.from} runs in a browser and may not import ${item.to}`];
  if (item.to === 'vscode' && !item.from.startsWith('client/') && !item.from.startsWith('test/host/'))
    return [`${item.from} may not import vscode`];
  if (item.to.startsWith('@vscode/webview-ui-toolkit') && item.from !== 'webview/components/controls.ts') {
    return [`${item.from} may not import the toolkit: only webview/components/controls.ts may`];
  }
  return [];
}
