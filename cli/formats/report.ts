// What a check found: what each format prints.
import type { Finding } from '../findings.ts';
import type { Style } from '../style.ts';

export interface CheckReport {
  /** As shown, with their text; those without findings too. */
  readonly files: ReadonlyMap<string, string>;
  readonly findings: readonly Finding[];
  /** What could not be checked and why; null: nobody asked. */
  readonly notChecked: readonly string[] | null;
  /** Findings that were mended in the files. */
  readonly fixed: number;
  /** Of Trainyard. */
  readonly version: string;
  readonly style: Style;
}
