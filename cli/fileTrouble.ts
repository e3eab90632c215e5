// What keeps a file from being read or written, in the words of the command line.

/** The end of a sentence about the file. Throws on what is none of the usual troubles. */
export function fileTrouble(error: unknown, act: 'read' | 'written'): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'is gone';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `may not be ${act}`;
    default:
      throw error;
  }
}
