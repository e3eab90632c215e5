// Workspace symbols: stages, params, data sets, gates and targets of all files that are known, by the letters typed.
import type { WorkspaceSymbol } from 'vscode-languageserver';
import type { ClosedFile } from '../closedFiles.ts';
import type { OpenFile } from '../openFile.ts';
import { type FlatSymbol, flatSymbols } from '../words/flatSymbols.ts';
import { symbols } from './symbols.ts';

const most = 500;

export function workspaceSymbols(
  query: string,
  open: readonly OpenFile[],
  closed: readonly ClosedFile[],
): WorkspaceSymbol[] {
  const all = [
    ...open.map(file => ({
      uri: file.document.uri,
      path: file.project.path,
      symbols: file.kind === 'card' ? [] : flatSymbols(symbols(file)),
    })),
    ...closed.filter(({ path }) => !path.endsWith('.md')),
  ];
  return all
    .flatMap(({ uri, path, symbols: named }) =>
      named.filter(({ name }) => isAsked(name, query)).map(symbol => toSymbol(uri, path, symbol)),
    )
    .slice(0, most);
}

const toSymbol = (uri: string, path: string, { name, kind, range }: FlatSymbol): WorkspaceSymbol => ({
  ...{ name, kind, location: { uri, range }, containerName: path },
});

/** Whether the letters stand in the name in this order, whatever their case. */
function isAsked(name: string, query: string): boolean {
  const lower = name.toLowerCase();
  let at = 0;
  for (const letter of query.toLowerCase()) {
    if (letter === ' ') continue;
    at = lower.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
