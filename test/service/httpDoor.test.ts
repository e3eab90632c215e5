// The service's door: who may come in, and what is said to those who may not.
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FoundService } from '../../connect/findService.ts';
import { routes } from '../../protocol/routes.ts';
import { trackingToken } from '../../service/tokens.ts';
import { makeProject, rawCall, type TestProject } from './serviceKit.ts';

let project: TestProject;
let service: FoundService;
let stageToken: string;
const stageRunId = 'ab'.repeat(16);

beforeAll(async () => {
  project = makeProject();
  project.pipeline('one:\n  cmd: echo one');
  service = await project.start();
  stageToken = trackingToken((await project.serviceFile()).secret, stageRunId);
});
afterAll(() => project.remove());

test.each(Object.values(routes))('%s wants a token', async route => {
  const [method = '', path = ''] = route.split(' ');
  expect(await rawCall(service, path, { method, token: null })).toMatchObject({
    status: 401,
    text: JSON.stringify({ code: 'unauthorized', args: {} }),
  });
  expect((await rawCall(service, path, { method, token: 'a'.repeat(64) })).status).toBe(401);
});

test.each(['/api/2.0/mlflow/experiments/search', '/health', '/version', '/'])('%s wants a token too', async path => {
  expect((await rawCall(service, path, { token: null })).status).toBe(401);
});

test.each(['evil.example', 'evil.example:80', '127.0.0.1:1', 'localhost'])(
  'a request for the host %s is refused, as a page of that name would send it',
  async host => {
    expect((await rawCall(service, '/v1/hello', { host })).status).toBe(401);
  },
);

test('both names of the loopback are served', async () => {
  for (const name of ['127.0.0.1', 'localhost'])
    expect((await rawCall(service, '/v1/hello', { host: `${name}:${service.port}` })).status).toBe(200);
});

test('a stage may say hello and nothing else of ours', async () => {
  expect((await rawCall(service, '/v1/hello', { token: stageToken })).status).toBe(200);
  for (const path of ['/v1/snapshot', '/v1/facts', '/v1/operations'])
    expect((await rawCall(service, path, { token: stageToken })).status).toBe(401);
  expect((await rawCall(service, '/v1/stop', { method: 'POST', token: stageToken })).status).toBe(401);
});

test('a stage token that was changed is worth nothing', async () => {
  const other = stageToken.replace(stageRunId, 'cd'.repeat(16));
  expect((await rawCall(service, '/v1/hello', { token: other })).status).toBe(401);
  expect((await rawCall(service, '/v1/hello', { token: `${stageToken.slice(0, -1)}x` })).status).toBe(401);
});

test('no other origin is ever let in', async () => {
  const asked = { headers: { origin: 'http://evil.example' } };
  const answer = await rawCall(service, '/v1/hello', asked);
  expect(Object.keys(answer.headers).filter(name => name.startsWith('access-control'))).toEqual([]);
  expect((await rawCall(service, '/v1/runs', { ...asked, method: 'OPTIONS' })).status).toBe(404);
});

test('a path that is no route is not found', async () => {
  expect(await rawCall(service, '/v1/nothing')).toMatchObject({ status: 404 });
  expect(await rawCall(service, '/v1/hello', { method: 'DELETE' })).toMatchObject({ status: 404 });
});

const run = (body: string) => rawCall(service, '/v1/runs', { method: 'POST', body });

test.each([
  ['not JSON', '{', /not JSON/],
  ['no key', '{"pipeline":"pipeline.yaml","env":{}}', /key/],
  ['a path that leaves the project', '{"key":"12345678","pipeline":"../x","env":{}}', /leaves the project/],
  ['an absolute path', '{"key":"12345678","pipeline":"/etc/x","env":{}}', /leaves the project/],
  ['variables that are no text', '{"key":"12345678","pipeline":"p.yaml","env":{"A":1}}', /env/],
])('a body with %s is refused with the reason', async (_, body, reason) => {
  const answer = await run(body);
  expect(answer.status).toBe(400);
  expect(JSON.parse(answer.text)).toMatchObject({
    code: 'bad-request',
    args: { reason: expect.stringMatching(reason) },
  });
});

test('a body without end is cut off', async () => {
  const answer = await rawCall(service, '/v1/clean', { method: 'POST', body: `{"key":"${'x'.repeat(2_000_000)}"}` });
  expect(answer.status).toBe(400);
  expect(answer.text).toContain('more than');
});

test('a request without trust changes nothing', async () => {
  const body = JSON.stringify({ key: '12345678', pipeline: 'pipeline.yaml', env: {} });
  for (const trust of ['untrusted', 'yes', '']) {
    const answer = await rawCall(service, '/v1/runs', {
      method: 'POST',
      body,
      headers: { 'x-trainyard-trust': trust },
    });
    expect(answer).toMatchObject({ status: 403, text: JSON.stringify({ code: 'untrusted', args: {} }) });
  }
});

test('nobody but this machine is listened to', async () => {
  const { networkInterfaces } = await import('node:os');
  const outer = Object.values(networkInterfaces())
    .flatMap(all => all ?? [])
    .find(({ internal, family }) => !internal && family === 'IPv4');
  const others = outer === undefined ? ['127.0.0.2'] : [outer.address, '127.0.0.2'];
  for (const host of others) {
    const isOpen = await new Promise<boolean>(done => {
      const socket = connect({ host, port: service.port });
      socket.once('connect', () => done(true)).once('error', () => done(false));
      socket.once('connect', () => socket.destroy());
    });
    expect(isOpen).toBe(false);
  }
});

test('tokens and state of the person are hers alone', async () => {
  const { statSync } = await import('node:fs');
  const { paths } = await project.place();
  expect(statSync(paths.serviceFile).mode & 0o777).toBe(0o600);
  expect(statSync(paths.project).mode & 0o777).toBe(0o700);
});
