// Entry of a real process that deploys and ticks until nothing is under way, for tests of kills: arguments are root, home, version.
import { isRolloutOver } from '../../engine/domain/deployment.ts';
import { sha256 } from '../../engine/node/hasher.ts';
import { privatePaths } from '../../protocol/privateFolder.ts';
import { runnerCheckpoint } from '../../service/runnerCheckpoint.ts';
import { ada, openHost } from './deployKit.ts';

const [root = '', home = '', version = ''] = process.argv.slice(2);
process.env['TRAINYARD_HOME'] = home;
const pause = runnerCheckpoint(process.env);
const host = await openHost(
  { root, home, paths: privatePaths(home, sha256.text(root)) },
  pause === null ? {} : { checkpoint: moment => pause(moment, null) },
);
await host.controller.deploy({
  pipeline: 'pipeline.yaml',
  target: 'local',
  version: Number(version),
  by: ada,
  why: '',
});
await host.until(() => isRolloutOver(host.local().rollout?.state ?? 'running') && host.local().verified);
host.close();
