// Sets or takes away an alias of a model, with a record of who did it.
import type { DeployPart } from '../engine/createEngine.ts';
import type { RegisteredModel } from '../engine/domain/modelVersion.ts';
import { trouble } from '../engine/errors.ts';
import type { AliasRequest } from '../protocol/deployApi.ts';

/** Throws `model-unknown` and `version-unknown`. */
export async function changeAlias(
  { registry, audit, project }: Pick<DeployPart, 'registry' | 'audit' | 'project'>,
  { model: name, alias, version, who, why = '' }: AliasRequest,
): Promise<RegisteredModel> {
  const model = registry.model(name);
  if (model === null)
    throw trouble('model-unknown', {
      model: name,
      known:
        registry
          .models()
          .map(one => one.name)
          .join(', ') || 'none',
    });
  const before = registry.version({ model: name, at: alias });
  const after = version === null ? null : registry.version({ model: name, at: version });
  if (version !== null && after === null)
    throw trouble('version-unknown', {
      model: name,
      version,
      known: model.versions.map(one => one.version).join(', '),
    });
  if (version === null) registry.deleteAlias(name, alias);
  else registry.setAlias(name, alias, version);
  await audit.append({
    ...{ at: project.ports.clock.now(), kind: 'alias', who: { kind: 'person', name: who } },
    why: why === '' ? `alias ${alias}` : `alias ${alias}: ${why}`,
    subject: {
      model: name,
      ...(version === null ? {} : { version }),
      ...{ before: before?.hash ?? null, after: after?.hash ?? null },
    },
    ...{ git: null, data: {}, verdicts: [], measurement: null },
  });
  return registry.model(name) ?? model;
}
