// From a run to production and back through the service: real processes, a real registry, real routers and model servers.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { ServiceEvent } from '../../protocol/events.ts';
import { canary, makeProduction, type Production, recreate } from './productionKit.ts';
import { end, newKey, troubleOf, until } from './serviceKit.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

describe('a model on its way', () => {
  let production: Production;
  const events: ServiceEvent[] = [];
  const listening = new AbortController();
  beforeAll(async () => {
    production = makeProduction();
    production.strategy(recreate);
    const link = await production.link();
    void (async () => {
      for await (const event of link.events((await link.hello_()).seq, listening.signal)) events.push(event);
    })().catch(() => undefined);
  });
  afterAll(async () => {
    listening.abort();
    await production.remove();
  });

  test('is shown with its gates before and after a run, and nothing else is there', async () => {
    const link = await production.link();
    const [before] = await link.gates();
    expect(before).toMatchObject({
      pipeline: 'pipeline.yaml',
      gate: { name: 'quality' },
      isRequired: true,
      verdict: null,
    });
    const text = production.project.read('pipeline.yaml');
    expect(text.slice(before?.range.start, before?.range.end)).toBe('quality');
    await production.train(1, 90);
    const verdicts = (await link.gates()).map(({ verdict }) => [verdict?.gate, verdict?.state, verdict?.measured]);
    expect(verdicts).toEqual([
      ['quality', 'failed', 90],
      ['no-regression', 'passed', 90],
    ]);
    expect(await link.models()).toEqual([]);
    expect(await link.deployments()).toEqual([]);
    expect(await link.monitors()).toEqual([]);
  });
  test('is not registered while a gate that it requires fails, and the gate is named with its numbers', async () => {
    const failed = production.register();
    await expect(failed).rejects.toMatchObject({ code: 'gates-failed' });
    await expect(failed).rejects.toThrow(/quality.*60.*90/);
    expect(await (await production.link()).models()).toEqual([]);
  });
  test('is registered when they pass, once for the same key', async () => {
    await production.train(1, 40);
    const link = await production.link();
    const request = { key: newKey(), pipeline: 'pipeline.yaml', who: 'ada', why: 'good enough' };
    const [first, second] = await Promise.all([link.register(request), link.register(request)]);
    expect(first.id).toBe(second.id);
    const ended = await production.done(Promise.resolve(first));
    expect(ended).toMatchObject({ kind: 'register', subject: 'bike/1', result: { model: 'bike', version: 1 } });
    const [model] = await link.models();
    expect(model).toMatchObject({ name: 'bike', aliases: { challenger: 1 } });
    expect(model?.versions[0]?.verdicts.map(({ state }) => state)).toEqual(['passed', 'passed']);
    await until('the event', () => (events.some(({ type }) => type === 'models-changed') ? true : null));
  });
  test('goes out, is confirmed by its hash, and answers', async () => {
    const link = await production.link();
    const { subject, result } = await production.deploy();
    expect(result).toMatchObject({ version: 1 });
    const live = await production.until(
      'the first promotion',
      ({ rollout, verified }) => rollout?.state === 'promoted' && verified,
    );
    expect(live).toMatchObject({ id: subject, state: 'live', target: 'local', stable: { version: 1 }, failure: null });
    const [version] = (await link.models())[0]?.versions ?? [];
    expect(live.observed?.versions[0]?.hash).toBe(version?.hash);
    expect(await production.ask(4)).toMatchObject({ status: 200, value: 9, version: 1 });
    const told = await until('its events', () => {
      const states = events.flatMap(event => (event.type === 'deployment' ? [event.deployment.rollout?.state] : []));
      return states.includes('promoted') ? states : null;
    });
    expect(told[0]).toBe('starting');
  });
  test('is tried with a row by column names, and a wrong row says what is wrong', async () => {
    const link = await production.link();
    const { id } = await production.deployment();
    expect(await link.testRequest(id, { row: { a: 10 } })).toMatchObject({
      status: 200,
      version: 1,
      error: null,
      outputs: { variable: [21] },
    });
    expect(await troubleOf(link.testRequest(id, { row: { b: 10 } }))).toBe('model-input');
    const detail = await link.deployment(id);
    expect(detail.signature?.inputs.map(({ name }) => name)).toEqual(['a']);
    expect(detail.rollouts.map(({ state }) => state)).toEqual(['promoted']);
  });
  test('does not answer callers without its token', async () => {
    const { port } = await production.router();
    const answer = await fetch(`http://127.0.0.1:${port}/v2/models/bike/infer`, { method: 'POST', body: '{}' });
    expect(answer.status).toBe(401);
    const { token } = await production.project.serviceFile();
    const state = await fetch(`http://127.0.0.1:${port}/trainyard/state`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(state.status).toBe(401);
  });
  test('gives way to a better version step by step, and no caller notices', async () => {
    production.strategy(canary('10m'));
    await production.train(5, 38);
    await production.register();
    const stop = production.traffic();
    await production.deploy();
    const split = await production.until('the first step', ({ observed }) => (observed?.versions.length ?? 0) === 2);
    expect(split.candidate?.version).toBe(2);
    const link = await production.link();
    await until('answers of both', async () => {
      const { versions } = await link.series(split.id, { from: Date.now() - 60_000, to: Date.now() + 1_000 });
      return versions.length === 2 ? true : null;
    });
    await production.done(link.act(split.id, { key: newKey(), act: 'promote', who: 'ada', why: 'it looks good' }));
    await production.until(
      'the promotion',
      ({ rollout, stable }) => rollout?.state === 'promoted' && stable?.version === 2,
    );
    const { asked, failed } = await stop();
    expect(failed).toBe(0);
    expect(asked).toBeGreaterThan(20);
    expect(await production.ask(4)).toMatchObject({ value: 13, version: 2 });
    const [model] = await link.models();
    expect(model?.aliases).toMatchObject({ champion: 2 });
  });
  test('goes back when a person says so, and the old hash is served', async () => {
    const link = await production.link();
    const { id } = await production.deployment();
    await production.done(link.act(id, { key: newKey(), act: 'rollback', who: 'ada', why: 'complaints' }));
    const back = await production.until('the way back', ({ stable, verified }) => stable?.version === 1 && verified);
    const first = (await link.models())[0]?.versions.find(({ version }) => version === 1);
    expect(back.observed?.versions.find(({ traffic }) => traffic === 100)?.hash).toBe(first?.hash);
    expect(await production.ask(4)).toMatchObject({ value: 9, version: 1 });
  });
  test('goes out by itself when the judge finds it good, and every look is kept', async () => {
    production.strategy(canary('1s'));
    const stop = production.traffic();
    const { id } = await production.deployment();
    await production.deploy();
    await production.until(
      'the verdict',
      ({ rollout, stable }) => rollout?.state === 'promoted' && stable?.version === 2,
    );
    expect((await stop()).failed).toBe(0);
    const { measurements } = await (await production.link()).deployment(id);
    expect(measurements.at(-1)).toMatchObject({ outcome: 'good', rules: [{ candidate: 0, outcome: 'good' }] });
  });
  test('what is asked of it that cannot be is refused, and nothing changes', async () => {
    const link = await production.link();
    const { id } = await production.deployment();
    const act = (request: Parameters<typeof link.act>[1]) => production.done(link.act(id, request));
    await expect(act({ key: newKey(), act: 'rollback', version: 99, who: 'ada' })).rejects.toMatchObject({
      code: 'act-impossible',
    });
    await expect(act({ key: newKey(), act: 'promote', who: 'ada' })).rejects.toMatchObject({ code: 'act-impossible' });
    const nowhere = link.deploy({ key: newKey(), pipeline: 'pipeline.yaml', target: 'moon', who: 'ada' });
    await expect(production.done(nowhere)).rejects.toMatchObject({ code: 'target-unknown' });
    expect((await production.deployment()).stable?.version).toBe(2);
  });
  test('a logged request leads back to its run, and every step is on record', async () => {
    const link = await production.link();
    await production.ask(7, 'order-17');
    const trace = await until('the logged request', () => link.trace('order-17').catch(() => null));
    const version = (await link.models())[0]?.versions.find(one => one.version === 2);
    expect(trace).toMatchObject({ model: 'bike', version: 2, modelHash: version?.hash, runId: version?.runId });
    expect(trace.request.outputs).toEqual([[19]]);
    expect(Object.keys(trace.data).sort()).toEqual(['source.json', 'source.onnx']);
    expect(await troubleOf(link.trace('order-18'))).toBe('request-unknown');
    const { records, check } = await link.audit();
    expect(check).toMatchObject({ state: 'whole', records: records.length });
    const kinds = records.map(({ kind }) => kind);
    for (const kind of ['register', 'deploy', 'promote', 'rollback'] as const) expect(kinds).toContain(kind);
    expect(records.find(({ kind }) => kind === 'rollback')).toMatchObject({
      who: { kind: 'person', name: 'ada' },
      why: expect.stringContaining('complaints'),
    });
  });
  test('labels are taken once for each row, and traffic is told over time', async () => {
    const link = await production.link();
    const { id } = await production.deployment();
    const label = { id: 'order-17', row: 0, value: 16 };
    expect(await link.sendLabels(id, { labels: [label, { ...label, value: 17 }] })).toEqual({ taken: 1 });
    expect((await link.trace('order-17')).label).toBe(17);
    const series = await link.series(id, { from: Date.now() - 600_000, to: Date.now() + 1_000, points: 60 });
    expect(series.versions.map(({ version }) => version)).toEqual([1, 2]);
    expect(series.marks.map(({ kind }) => kind)).toContain('promote');
  });
  test('an alias is set by hand, on record, and not to a version that is not there', async () => {
    const link = await production.link();
    const set = (version: number) => link.setAlias({ key: newKey(), model: 'bike', alias: 'old', version, who: 'ada' });
    expect((await set(1)).aliases).toMatchObject({ old: 1 });
    expect(await troubleOf(set(99))).toBe('version-unknown');
    expect((await link.audit({ model: 'bike', limit: 1 })).records[0]).toMatchObject({
      kind: 'alias',
      who: { name: 'ada' },
    });
  });
  test('untrusted windows look at all of it and change nothing', async () => {
    const link = await production.project.connect('untrusted');
    expect(await link.deployments()).toHaveLength(1);
    const { id } = await production.deployment();
    expect(await troubleOf(link.act(id, { key: newKey(), act: 'stop', who: 'eve' }))).toBe('untrusted');
    expect(await troubleOf(link.testRequest(id, { row: { a: 1 } }))).toBe('untrusted');
    expect(await troubleOf(link.sendLabels(id, { labels: [] }))).toBe('untrusted');
  });
  test('stopped it answers nobody, started it serves the same again on the same port', async () => {
    const link = await production.link();
    const { id, url } = await production.deployment();
    await production.done(link.act(id, { key: newKey(), act: 'stop', who: 'ada' }));
    await production.until('the stop', ({ state, observed }) => state === 'stopped' && observed === null);
    await expect(production.ask(1)).rejects.toThrow();
    await production.done(link.act(id, { key: newKey(), act: 'start', who: 'ada' }));
    await production.until('the start', ({ state, verified }) => state === 'live' && verified);
    expect((await production.deployment()).url).toBe(url);
    expect(await production.ask(4)).toMatchObject({ value: 13 });
  });
});

describe('retraining', () => {
  let production: Production;
  beforeAll(async () => {
    production = makeProduction();
    production.strategy(recreate);
    await production.train(1, 40);
    await production.register();
    await production.deploy();
    await production.until('the first promotion', ({ rollout, verified }) => rollout?.state === 'promoted' && verified);
  });
  afterAll(() => production.remove());
  const retrain = async () => {
    const link = await production.link();
    const { env } = production.project;
    return link.retrain({ key: newKey(), pipeline: 'pipeline.yaml', who: 'ada', why: 'newer months', env });
  };

  test('runs the pipeline, passes the gates and brings the new version out, over a kill of the service', async () => {
    production.source(7, 35);
    const begun = await retrain();
    const { pid } = await production.project.serviceFile();
    await until('its record', async () =>
      (await (await production.link()).operation(begun.id)).subject === null ? null : true,
    );
    end(pid);
    const ended = await production.done(Promise.resolve(begun));
    expect(ended).toMatchObject({ kind: 'retrain', result: { version: 2 } });
    const link = await production.link();
    expect(await link.pipelineRun(ended.subject ?? '')).toMatchObject({ state: 'succeeded' });
    await production.until('the promotion', ({ stable, verified }) => stable?.version === 2 && verified);
    expect(await production.ask(4)).toMatchObject({ value: 15, version: 2 });
    const kinds = (await link.audit()).records.map(({ kind }) => kind);
    expect(kinds.filter(kind => kind === 'retrain')).toHaveLength(1);
    expect((await link.pipelineRuns()).length).toBe(2);
  });
  test('stops at a gate, and what is served stays', async () => {
    production.source(9, 400);
    // One at a time: the one before is over when its rollout is.
    const failed = await until('the end of a retraining that begins', async () => {
      const error = await production.done(retrain()).catch((reason: Error & { code?: string }) => reason);
      return 'code' in error && error.code === 'act-impossible' ? null : error;
    });
    expect(failed).toMatchObject({ code: 'retrain-stopped', message: expect.stringContaining('quality') });
    expect(await production.ask(4)).toMatchObject({ value: 15, version: 2 });
  });
  test('is shown with all the rest by a service that only views, which writes nothing', async () => {
    await production.ask(4, 'last-one');
    const { id } = await production.deployment();
    await until('the log', async () => (await (await production.link()).trace('last-one').catch(() => null)) ?? null);
    await (await production.link()).stop();
    await production.letGo();
    const before = production.project.listing().filter(line => !/requests\//.test(line));
    await production.project.start('untrusted');
    const link = await production.project.connect('untrusted');
    expect(link.hello.mode).toBe('view');
    expect((await link.deployments()).map(({ deployment }) => [deployment.id, deployment.stable?.version])).toEqual([
      [id, 2],
    ]);
    expect((await link.models())[0]?.versions.map(({ version }) => version)).toEqual([2, 1]);
    expect((await link.audit()).check.state).toBe('whole');
    expect((await link.trace('last-one')).version).toBe(2);
    expect((await link.series(id)).versions.map(({ version }) => version)).toContain(2);
    expect((await link.deployment(id)).signature?.inputs).toHaveLength(1);
    expect(
      await troubleOf(link.deploy({ key: newKey(), pipeline: 'pipeline.yaml', target: 'local', who: 'eve' })),
    ).toBe('untrusted');
    expect(production.project.listing().filter(line => !/requests\//.test(line))).toEqual(before);
  });
});
