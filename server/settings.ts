// What the client has set: checks, hints in the text, and whether another YAML server is at work.
import { type CheckSettings, noSettings, readCheckSettings } from '../engine/domain/checkSettings.ts';

export interface ServerSettings {
  readonly checks: CheckSettings;
  readonly inlayHints: boolean;
  /** Files of the workspace that are not open are checked too. */
  readonly workspaceDiagnostics: boolean;
  readonly otherYaml: OtherYaml;
}
/** What another YAML server shows of schemas: on formats that it knows as well, that much is left to it. */
export interface OtherYaml {
  readonly findings: boolean;
  readonly completion: boolean;
  readonly hover: boolean;
}
export interface SettingsStore {
  readonly current: ServerSettings;
  /** Takes what `workspace/didChangeConfiguration` or the initialization holds under `trainyard`. */
  take(value: unknown): void;
  /** Grows with every change, so that kept results can be told from current ones. */
  readonly generation: number;
}

const otherYaml = (all: boolean): OtherYaml => ({ findings: all, completion: all, hover: all });

export function createSettingsStore(): SettingsStore {
  let current: ServerSettings = {
    checks: noSettings,
    inlayHints: true,
    workspaceDiagnostics: false,
    otherYaml: otherYaml(false),
  };
  let generation = 0;
  return {
    get current() {
      return current;
    },
    get generation() {
      return generation;
    },
    take(value) {
      const own = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
      const flag = (path: string, usual: boolean): boolean => {
        const found = path
          .split('.')
          .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], own);
        return typeof found === 'boolean' ? found : usual;
      };
      current = {
        checks: readCheckSettings(own),
        inlayHints: flag('inlayHints.enabled', true),
        workspaceDiagnostics: flag('diagnostics.workspace', false),
        // `true` for all that it shows, or each by itself.
        otherYaml: {
          ...otherYaml(flag('otherYaml', false)),
          ...(typeof own.otherYaml === 'object' && {
            findings: flag('otherYaml.findings', false),
            completion: flag('otherYaml.completion', false),
            hover: flag('otherYaml.hover', false),
          }),
        },
      };
      generation += 1;
    },
  };
}
