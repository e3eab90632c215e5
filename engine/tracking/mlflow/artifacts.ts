// MLflow's calls on artifacts: what a run has, and passing files through where a client cannot reach the folder.
import { invalid, MlflowError, missing } from '../database/mlflowError.ts';
import { needRun } from '../database/runRows.ts';
import { done, get, json, type MlflowReply, type MlflowRequest, type MlflowRoute, put, remove } from './family.ts';
import type { Json } from './wire.ts';

const passed = '2.0/mlflow-artifacts/artifacts';

export const artifactRoutes: readonly MlflowRoute[] = [
  get('2.0/mlflow/artifacts/list', listOfRun),
  get(passed, listPassed),
  get(`${passed}/*path`, download),
  put(`${passed}/*path`, upload),
  remove(`${passed}/*path`, removePassed),
];

/** A path inside a folder; no part of it leads out. */
export function checkPath(path: string): string {
  const parts = path.split('/').filter(part => part !== '' && part !== '.');
  if (parts.includes('..') || path.startsWith('/') || /[\0\\]|^[a-z]:/i.test(path)) throw invalid('Invalid path');
  return parts.join('/');
}

function listOfRun(request: MlflowRequest): MlflowReply {
  const { fields, artifacts } = request;
  const run = request.read(tables => needRun(tables, fields.needText('run_id', 'run_uuid')));
  const folder = artifacts.folder(run.artifactUri);
  if (folder === null)
    throw new MlflowError('NOT_IMPLEMENTED', `Artifacts at ${run.artifactUri} are not listed by this server.`);
  const path = checkPath(fields.text('path') ?? '');
  return json({ root_uri: artifacts.present(run.artifactUri), files: listFiles(request, folder, path) });
}

/** Names come with the path asked for in front, sorted. A missing folder has none. */
export function listFiles({ ports }: MlflowRequest, folder: string, path: string): readonly Json[] {
  const at = path === '' ? folder : `${folder}/${path}`;
  const names = ports.blockingFiles
    .list(at)
    .filter(({ name, kind }) => kind !== 'other' && !/^\..*\.tmp$/.test(name))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return names.map(({ name, kind }) => ({
    path: path === '' ? name : `${path}/${name}`,
    is_dir: kind === 'folder',
    file_size: kind === 'file' ? ports.blockingFiles.stat(`${at}/${name}`)?.size : undefined,
  }));
}

function passedFolder({ artifacts }: MlflowRequest): string {
  const folder = artifacts.folder('mlflow-artifacts:/');
  if (folder === null) throw missing('There is no folder for passed artifacts.');
  return folder;
}

const passedPath = (request: MlflowRequest): string =>
  `${passedFolder(request)}/${checkPath(request.params.path ?? '')}`;

function listPassed(request: MlflowRequest): MlflowReply {
  const path = checkPath(request.fields.text('path') ?? '');
  const files = listFiles(request, path === '' ? passedFolder(request) : `${passedFolder(request)}/${path}`, '');
  return json({ files });
}

async function download(request: MlflowRequest): Promise<MlflowReply> {
  const path = passedPath(request);
  const { files, blockingFiles } = request.ports;
  const [real, folder] = [await files.realPath(path), await files.realPath(passedFolder(request))];
  // A link may lead anywhere: what it leads to outside is not given.
  const isInside = real?.startsWith(`${folder}/`) === true && blockingFiles.stat(real)?.kind === 'file';
  const bytes = isInside ? await files.read(real) : null;
  if (bytes === null) throw missing(`No such artifact: '${request.params.path}'`);
  return { bytes, type: 'application/octet-stream' };
}

async function upload(request: MlflowRequest): Promise<MlflowReply> {
  await request.ports.files.writeAtomic(passedPath(request), request.bytes);
  return done;
}

async function removePassed(request: MlflowRequest): Promise<MlflowReply> {
  const path = passedPath(request);
  if (path === `${passedFolder(request)}/`) throw invalid('Invalid path');
  await request.ports.files.remove(path);
  return done;
}
