// Document highlight: the places that name the thing under the cursor, its definition told apart.
import type { DocumentHighlight, Position } from 'vscode-languageserver';
import { DocumentHighlightKind } from '../lspValues.ts';
import { lspRange, type OpenFile } from '../openFile.ts';
import { occurrencesAt } from '../words/occurrences.ts';

export const highlights = (file: OpenFile, position: Position): DocumentHighlight[] =>
  occurrencesAt(file, file.document.offsetAt(position)).map(({ range, role }) => ({
    range: lspRange(file, 0, range),
    kind: role === 'definition' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
  }));
