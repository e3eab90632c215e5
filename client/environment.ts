// Variables and interpreter of the window that asks for a run, without what belongs to the editor itself.
const editorsOwn = /^(VSCODE_|ELECTRON_|CODE_SERVER|APPLICATION_INSIGHTS|CHROME_|ORIGINAL_XDG_|GIO_LAUNCHED|BROWSER$)/;

/** The window's variables for a stage's process. */
export function windowVariables(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const own: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) if (value !== undefined && !editorsOwn.test(name)) own[name] = value;
  return own;
}
