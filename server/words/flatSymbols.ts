// Symbols of a file as a list: what can be jumped to by name.
import type { DocumentSymbol, Range, SymbolKind } from 'vscode-languageserver';

export interface FlatSymbol {
  readonly name: string;
  readonly kind: SymbolKind;
  readonly range: Range;
}

/** Those without children: stages, data sets, params; not the sections they stand in. */
export const flatSymbols = (symbols: readonly DocumentSymbol[]): readonly FlatSymbol[] =>
  symbols.flatMap(({ name, kind, selectionRange, children = [] }) =>
    children.length > 0 ? flatSymbols(children) : [{ name, kind, range: selectionRange }],
  );
