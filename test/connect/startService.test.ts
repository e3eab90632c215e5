// Starting, finding and ending the service: one per project, whoever asks and however often.
import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isAlive } from '../../connect/findService.ts';
import { stopService } from '../../connect/stopService.ts';
import { end, makeProject, serviceFile, type TestProject, troubleOf, until } from '../service/serviceKit.ts';

let project: TestProject;
const servers: Server[] = [];

beforeEach(() => {
  project = makeProject();
  project.pipeline('one:\n  cmd: echo one');
});
afterEach(async () => {
  for (const server of servers.splice(0)) server.close();
  await project.remove();
});

const takePort = async (port = 0): Promise<number> => {
  const server = createServer((_, answer) => answer.end('{}'));
  servers.push(server);
  await new Promise<void>(done => server.listen(port, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
};

test('where no service was started none is found, and nothing is made', async () => {
  expect(await project.find()).toBeNull();
  expect(project.has('.trainyard')).toBe(false);
});

test('a started service is found by its project alone', async () => {
  const started = await project.start();
  expect(await project.find()).toMatchObject({ pid: started.pid, url: started.url });
  expect(started.hello).toMatchObject({ product: 'trainyard', root: project.root, mode: 'full', notices: [] });
  const other = makeProject({ TRAINYARD_HOME: project.home });
  expect(await other.find()).toBeNull();
  await other.remove();
});

test('four processes that start at once end with exactly one service', async () => {
  const run = promisify(execFile);
  const starters = await Promise.all(
    [1, 2, 3, 4].map(() =>
      run(process.execPath, [join(import.meta.dirname, 'startOnce.ts'), project.root, serviceFile], {
        env: project.env,
      }),
    ),
  );
  const pids = new Set(starters.map(({ stdout }) => stdout.trim()));
  expect([...pids]).toEqual([String((await project.serviceFile()).pid)]);
  expect((await project.log()).match(/ service \S+ for /g)).toHaveLength(1);
});

test('port and tokens belong to the project and survive a restart', async () => {
  const first = await project.start();
  expect(await stopService(project.options())).toBe(true);
  expect(isAlive(first.pid)).toBe(false);
  const second = await project.start();
  expect(second.pid).not.toBe(first.pid);
  expect({ port: second.port, token: second.token }).toEqual({ port: first.port, token: first.token });
});

test('a port that a person asks for and that is taken is a trouble with its number', async () => {
  const port = await takePort();
  await expect(project.start('trusted', port)).rejects.toMatchObject({ code: 'port-taken', args: { port } });
});

test('a project whose port was taken meanwhile gets another one', async () => {
  const first = await project.start();
  await stopService(project.options());
  await takePort(first.port);
  const second = await project.start();
  expect(second.port).not.toBe(first.port);
  expect(second.token).toBe(first.token);
});

test('the token is not told to a program that took the port of a service that is gone', async () => {
  const first = await project.start();
  end(first.pid);
  await until('its end', () => (isAlive(first.pid) ? null : true));
  const heard: unknown[] = [];
  const server = createServer((asked, answer) => {
    heard.push(asked.headers.authorization);
    answer.end('{}');
  });
  servers.push(server);
  await new Promise<void>(done => server.listen(first.port, '127.0.0.1', done));
  expect(await project.find()).toBeNull();
  expect(heard).toEqual([]);
});

test('a killed service is started again with the same port', async () => {
  const first = await project.start();
  end(first.pid);
  const second = await until('the next service', async () => {
    const found = await project.start();
    return found.pid === first.pid ? null : found;
  });
  expect(second.port).toBe(first.port);
});

test('stopping where nothing runs says so', async () => {
  expect(await stopService(project.options())).toBe(false);
});

test('a service that cannot be started at all is unreachable, with its log', async () => {
  const { startService } = await import('../../connect/startService.ts');
  const started = startService({
    ...project.options(),
    trust: 'trusted',
    start: { nodePath: '/nowhere/node', serviceFile },
  });
  await expect(started).rejects.toMatchObject({
    code: 'service-unreachable',
    args: { log: expect.stringContaining('service.log') },
  });
});

test('a folder that is not there is no place for a service', async () => {
  project.root = join(project.root, 'missing');
  expect(await troubleOf(project.start())).toBe('ENOENT');
});
