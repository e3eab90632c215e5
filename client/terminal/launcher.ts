// The small programs that start the command line with the editor's own Node.js.

export interface Launcher {
  readonly name: string;
  readonly text: string;
}

/** One for POSIX shells, one for Windows; paths may hold spaces and quotes. */
export function launchers({ node, cli }: { readonly node: string; readonly cli: string }): readonly Launcher[] {
  const quote = (path: string) => `'${path.replaceAll("'", "'\\''")}'`;
  return [
    { name: 'trainyard', text: `#!/bin/sh\nELECTRON_RUN_AS_NODE=1 exec ${quote(node)} ${quote(cli)} "$@"\n` },
    { name: 'trainyard.cmd', text: `@echo off\r\nsetlocal\r\nset ELECTRON_RUN_AS_NODE=1\r\n"${node}" "${cli}" %*\r\n` },
  ];
}
