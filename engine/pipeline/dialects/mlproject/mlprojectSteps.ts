// Steps that a project's own scripts start: `mlflow.run(".", "name")` with a name that is no entry point.
import type { Diagnostic, TextRange } from '../../../domain/diagnostic.ts';
import type { ProjectPath } from '../../../domain/ids.ts';
import { joinPath } from '../../projectPath.ts';
import { unknownName } from '../places.ts';

/** A script that a command starts, where it stands in the command. */
export interface StartedScript {
  readonly name: string;
  readonly range: TextRange;
}

/** Only runs of this very project count, with names that are written out. Names with a dot are scripts. */
const runs =
  /\bmlflow\.(?:projects\.)?run\(\s*(?:uri\s*=\s*)?["']\.["']\s*,\s*(?:entry_point\s*=\s*)?["']([\w-]+)["']/g;

export function stepFindings(
  scripts: readonly StartedScript[],
  entries: readonly string[],
  {
    folder,
    texts,
  }: { readonly folder: ProjectPath; readonly texts: Readonly<Record<ProjectPath, string>> | undefined },
): readonly Diagnostic[] {
  if (texts === undefined) return [];
  return scripts.flatMap(({ name: script, range }) => {
    const text = texts[joinPath(folder, script) ?? ''];
    const named = text === undefined ? [] : [...withoutComments(text).matchAll(runs)].map(([, name = '']) => name);
    return [...new Set(named)]
      .filter(name => name !== 'main' && !entries.includes(name))
      .map(name => unknownName('mlproject-step-unknown', { name, range }, entries, { script }))
      .map(withoutFix);
  });
}

const withoutComments = (text: string): string => text.replace(/^\s*#.*$/gm, '');

/** The name stands in the script, where nothing is edited from here. */
const withoutFix = ({ fixes: _, ...found }: Diagnostic): Diagnostic => found;
