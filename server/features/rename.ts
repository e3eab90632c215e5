// Rename: a stage, param, data set, environment, gate, target or signal everywhere, in the params file too.
import type { Position, Range, WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { t } from '../../present/l10n.ts';
import { uriOfPath } from '../documents.ts';
import { toRange } from '../lspText.ts';
import { ErrorCodes, ResponseError } from '../lspValues.ts';
import { lspRange, type OpenFile } from '../openFile.ts';
import { type Renaming, renamingAt } from '../words/renaming.ts';

/** Documents that are open in the editor, ours or not, by address. */
export type OpenDocumentOf = (uri: string) => TextDocument | undefined;

/** What the word is called now, and where it stands; null where nothing can be renamed. */
export function prepareRename(
  file: OpenFile,
  position: Position,
  open: OpenDocumentOf,
): { readonly range: Range; readonly placeholder: string } | null {
  const found = renamingAt(file, file.document.offsetAt(position), textOf(file, open));
  return found === null ? null : { range: lspRange(file, 0, found.at), placeholder: found.name };
}

/** Throws a `ResponseError` with a sentence for people when the name cannot be given. */
export function rename(file: OpenFile, position: Position, name: string, open: OpenDocumentOf): WorkspaceEdit | null {
  const found = renamingAt(file, file.document.offsetAt(position), textOf(file, open));
  if (found === null || found.name === name) return null;
  const refusal = whyNot(found, name, file.kind === 'dialect' ? foreignName : ownName);
  if (refusal !== null) throw new ResponseError(ErrorCodes.InvalidParams, refusal);
  const { document, project } = file;
  const own = {
    textDocument: { uri: document.uri, version: document.version },
    edits: found.here.map(range => ({ range: lspRange(file, 0, range), newText: name })),
  };
  if (found.inParams === null || project.root === null) return { documentChanges: [own] };
  const uri = uriOfPath(project.root, found.inParams.path);
  const params = TextDocument.create(uri, 'yaml', 0, found.inParams.text);
  const edits = found.inParams.places.map(range => ({ range: toRange(params, range), newText: name }));
  return { documentChanges: [own, { textDocument: { uri, version: open(uri)?.version ?? null }, edits }] };
}

const ownName = /^[A-Za-z_][\w-]*$/;
/** Names of jobs may have dots, colons and spaces between; none that YAML would read otherwise. */
const foreignName = /^(?!(?:true|false|null|yes|no|on|off|[\d.]+)$)[\w.](?:[\w./-]|:(?! )| (?![ #]|$))*$/i;

function whyNot({ taken }: Renaming, name: string, pattern: RegExp): string | null {
  if (!pattern.test(name))
    return t('«{name}» cannot be a name: use letters, digits, «-» and «_», and begin with a letter.', { name });
  return taken.has(name) ? t('«{name}» is taken already: choose another name.', { name }) : null;
}

/** As it stands in the editor, else as the facts have it. */
export const textOf =
  ({ project }: OpenFile, open: OpenDocumentOf) =>
  (path: string): string | null => {
    const { root, facts } = project;
    const shown = root === null ? undefined : open(uriOfPath(root, path));
    return shown?.getText() ?? facts.texts?.[path] ?? null;
  };
