// A command as a person would type it into a terminal: each argument quoted for the shell that reads it.

export type Shell = 'posix' | 'fish' | 'powershell' | 'cmd';

/** By the program of the terminal, such as `/usr/bin/fish`; what is not known is read as a POSIX shell. */
export function shellOf(program: string): Shell {
  const name = (/[^\\/]+$/.exec(program)?.[0] ?? '').toLowerCase().replace(/\.exe$/, '');
  if (name === 'pwsh' || name === 'powershell') return 'powershell';
  return name === 'cmd' || name === 'fish' ? name : 'posix';
}

/** Null where an argument cannot be typed: control characters, and what the Windows prompt reads inside quotes. */
export function shellLine(argv: readonly string[], shell: Shell): string | null {
  const words = argv.map(word => quoted(word, shell));
  return words.includes(null) ? null : words.join(' ');
}

function quoted(word: string, shell: Shell): string | null {
  if (/\p{Cc}/u.test(word)) return null;
  // `@` and `%` begin something in PowerShell and in the Windows prompt.
  const isPlain = shell === 'posix' || shell === 'fish' ? /^[\w@%+:,./=-]+$/ : /^[\w+:./-]+$/;
  if (isPlain.test(word)) return word;
  switch (shell) {
    case 'posix':
      return `'${word.replaceAll("'", "'\\''")}'`;
    case 'fish':
      return `'${word.replace(/[\\']/g, '\\$&')}'`;
    case 'powershell':
      return `'${word.replace(/['‘’‚‛]/g, '$&$&')}'`;
    case 'cmd':
      return /["%!^]/.test(word) ? null : `"${word}"`;
  }
}
