// What another extension shows of YAML schemas: told to the server, which leaves that much to it on shared formats.
import * as vscode from 'vscode';

/** Extensions that bring the schemas of foreign formats with them. */
const known: readonly string[] = ['redhat.vscode-yaml'];
/** Our words, and the setting under `yaml` by which a person turns that part off. */
const parts = { findings: 'validate', completion: 'completion', hover: 'hover' } as const;

/** Null: no such extension is enabled. */
export function otherYaml(): Readonly<Record<keyof typeof parts, boolean>> | null {
  if (!known.some(id => vscode.extensions.getExtension(id) !== undefined)) return null;
  const settings = vscode.workspace.getConfiguration('yaml');
  const shows = (part: keyof typeof parts): boolean => settings.get(parts[part], true);
  return { findings: shows('findings'), completion: shows('completion'), hover: shows('hover') };
}

/** When the answer may be another. */
export const onOtherYaml = (changed: () => void): vscode.Disposable =>
  vscode.Disposable.from(
    vscode.extensions.onDidChange(changed),
    vscode.workspace.onDidChangeConfiguration(event => {
      if (Object.values(parts).some(name => event.affectsConfiguration(`yaml.${name}`))) changed();
    }),
  );
