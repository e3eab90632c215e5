// Real clients of the Open Inference Protocol against our router with an ONNX model, and every datatype there and back.
import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerOip } from '../../engine/serving/oip/answerOip.ts';
import type { OipModel } from '../../engine/serving/oip/oipTypes.ts';
import { datatypes, echo, echoModel } from '../serving/oipKit.ts';
import { authorization, type RouterHarness, routerHarness } from '../serving/routerKit.ts';
import { peerPython } from './environments.ts';

const run = promisify(execFile);
const token = authorization.replace('Bearer ', '');

/** What a client's script prints. */
async function script(environment: string, file: string, port: number, ...more: string[]): Promise<unknown> {
  const python = await peerPython(environment);
  const path = join(import.meta.dirname, 'scripts', file);
  const { stdout } = await run(python, [path, `127.0.0.1:${port}`, token, 'demand', ...more], { timeout: 60_000 });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

let router: RouterHarness;
beforeAll(async () => {
  router = await routerHarness();
  await router.start([router.package(1)]);
  await router.until(({ versions }) => versions.some(({ state }) => state === 'ready'));
  await Promise.all(['serving', 'kserve'].map(peerPython));
}, 600_000);
afterAll(() => router.stop());

describe('Triton’s client', () => {
  test('gets right answers in JSON and binary, with and without a version', async () => {
    const sums = [12, 23];
    expect(await script('serving', 'triton_client.py', router.port, 'linear')).toEqual([
      ...[['triton-False', sums], ['triton-False', sums], ['triton-True', sums], ['triton-True', sums]], // biome-ignore format: four of them
    ]);
  });

  test('is told of server, model, configuration, statistics and index', async () => {
    expect(await script('serving', 'triton_client.py', router.port, 'told')).toEqual({
      ...{ live: true, ready: true, model: true, version: false, server: 'trainyard', inputs: ['a', 'b'] },
      ...{ batch: 32, counted: true, index: ['READY'] },
    });
  });

  test('shows the reason of a refusal', async () => {
    expect(await script('serving', 'triton_client.py', router.port, 'refused')).toEqual([
      ['400', expect.stringContaining('«a» must be FP32, not FP64')],
      ['400', expect.stringContaining('no input «z»')],
    ]);
  });
});

test('MLServer’s codecs: a data frame, columns, metadata and index', async () => {
  expect(await script('serving', 'mlserver_client.py', router.port)).toEqual({
    ...{ frame: [12, 23], pandas: [12, 23], columns: ['mine', [12, 23]] },
    ...{ inputs: ['a', 'b'], index: ['READY'] },
  });
});

test('KServe’s client: JSON, binary, readiness and a refusal', async () => {
  const sums = [12, 23];
  const said = await script('kserve', 'kserve_client.py', router.port);
  expect(said).toMatchObject({
    ...{ answers: [['kserve-False', sums], ['kserve-True', sums]], live: true, ready: true, model: true }, // biome-ignore format: one line
    refused: [400, expect.stringContaining('«b» is missing')],
  });
});

test('MLflow’s client and its payloads get the same predictions', async () => {
  const predictions = [12, 23];
  expect(await script('serving', 'invoke.py', router.port)).toEqual({
    ...{ answers: Array(4).fill({ predictions }), scored: predictions },
  });
});

test('Prometheus’ own parser reads the metrics', async () => {
  expect(await script('serving', 'read_metrics.py', router.port)).toMatchObject({
    trainyard_requests_total: ['counter', 'demand', expect.any(Number)],
    trainyard_traffic_percent: ['gauge', 'demand', 100],
    trainyard_request_duration_seconds_count: ['histogram', 'demand', expect.any(Number)],
    // The name as that parser gives it: it knows no counter without this ending.
    nv_inference_request_failure_total: ['counter', 'demand', 0],
  });
});

describe('Triton’s client sends and gets back the ends of', () => {
  const servers: Server[] = [];
  afterAll(() => {
    for (const server of servers) server.close();
  });

  test.each(datatypes)('%s', async datatype => {
    const port = await serve(echoModel(echo(datatype)).model, servers);
    const ways = datatype === 'FP16' ? { binary: true, unasked: true } : { binary: true, json: true, unasked: true };
    expect(await script('serving', 'triton_client.py', port, datatype)).toEqual(ways);
  });
});

async function serve(model: OipModel, servers: Server[]): Promise<number> {
  const server = createServer(async (request, response) => {
    const parts: Uint8Array[] = [];
    for await (const part of request) parts.push(part as Uint8Array);
    const { method = '', url = '', headers } = request;
    const answer = await answerOip({ method, path: url, headers, body: Buffer.concat(parts) }, model);
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  servers.push(server);
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
}
