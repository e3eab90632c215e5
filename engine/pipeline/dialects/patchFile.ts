// Files of Kustomize that hold only what they change of an object: nothing is known of what they lack.
import type { ProjectPath } from '../../domain/ids.ts';

/** Told by what such files are called by custom: `patch_x.yaml`, `overlays/…`. */
export const isPatchFile = (file: ProjectPath): boolean =>
  /(?:^|[/_.-])patch(?:es)?[/_.-]/i.test(file) || /(?:^|\/)overlays\//.test(file);
