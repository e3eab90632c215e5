// Find references: every place of a file that names the thing under the cursor.
import type { Location, Position } from 'vscode-languageserver';
import { lspRange, type OpenFile } from '../openFile.ts';
import { occurrencesAt } from '../words/occurrences.ts';

export const references = (file: OpenFile, position: Position, includeDeclaration: boolean): Location[] =>
  occurrencesAt(file, file.document.offsetAt(position))
    .filter(({ role }) => includeDeclaration || role === 'use')
    .map(({ range }) => ({ uri: file.document.uri, range: lspRange(file, 0, range) }));
