// What rules may know of registered models: their aliases and versions.
import type { Facts } from '../domain/facts.ts';
import type { RegisteredModel } from '../domain/modelVersion.ts';

export const modelFacts = (models: readonly RegisteredModel[]): NonNullable<Facts['models']> =>
  Object.fromEntries(
    models.map(({ name, aliases, versions }) => [name, { aliases, versions: versions.map(({ version }) => version) }]),
  );
