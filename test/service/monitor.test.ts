// Watching what is served, through the service: drift is seen in real requests, told as an event, and sets off what the file says.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { ServiceEvent } from '../../protocol/events.ts';
import { makeProduction, type Production, recreate } from './productionKit.ts';
import { newKey, troubleOf, until } from './serviceKit.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const watched = `package: {reference: reference.csv, target: cnt}
monitor:
  target: local
  window: {requests: 200}
  every: 1h
  cooldown: 1h
  signals:
    input-drift: {type: data_drift, method: psi, features: all, warn: 0.1, alert: 0.25, minimum: 50, consecutive: 1, action: rollback}
    live-rmse: {type: performance, metric: rmse, op: ">", warn: 1, alert: 5, minimum: 20, action: notify}
`;

describe('a monitor', () => {
  let production: Production;
  const events: ServiceEvent[] = [];
  const listening = new AbortController();
  beforeAll(async () => {
    production = makeProduction();
    production.strategy(recreate, watched);
    const rows = Array.from({ length: 200 }, (_, i) => `${i % 50},${2 * (i % 50) + 1}`);
    production.project.write('reference.csv', `a,cnt\n${rows.join('\n')}\n`);
    for (const version of [1, 2]) {
      await production.train(version, 40);
      await production.register();
      await production.deploy();
      await production.until('its promotion', ({ stable, verified, rollout }) => {
        return rollout?.state === 'promoted' && stable?.version === version && verified;
      });
    }
    const link = await production.link();
    void (async () => {
      for await (const event of link.events((await link.hello_()).seq, listening.signal)) events.push(event);
    })().catch(() => undefined);
  });
  afterAll(async () => {
    listening.abort();
    await production.remove();
  });
  const look = async () => {
    const link = await production.link();
    const { id } = await production.deployment();
    await production.done(link.monitorNow(id, { key: newKey() }));
    const [view] = await link.monitors();
    return { view, of: (signal: string) => view?.results.find(result => result.signal === signal) };
  };
  const ask = async (from: number, name: string): Promise<void> => {
    for (let i = 0; i < 100; i++) await production.ask(from + (i % 50), `${name}-${i}`);
  };

  test('says that there is too little to say anything', async () => {
    const { view, of } = await look();
    expect(view).toMatchObject({ pipeline: 'pipeline.yaml', alerts: [], coolingUntil: null });
    expect(of('input-drift')).toMatchObject({ level: 'unknown', value: null });
  });
  test('finds nothing where requests are as the reference was', async () => {
    await ask(0, 'like');
    const { of } = await until('the log', async () => {
      const found = await look();
      return (found.of('input-drift')?.window.rows ?? 0) < 100 ? null : found;
    });
    expect(of('input-drift')).toMatchObject({ level: 'ok', features: [{ feature: 'a', method: 'psi' }] });
  });
  test('holds labels against the answers that they are about, whenever they come', async () => {
    const link = await production.link();
    const { id } = await production.deployment();
    const labels = Array.from({ length: 50 }, (_, i) => ({ id: `like-${i}`, row: 0, value: 2 * i + 2 + 3 }));
    expect(await link.sendLabels(id, { labels })).toEqual({ taken: 50 });
    const { of } = await look();
    expect(of('live-rmse')).toMatchObject({ level: 'warn' });
    expect(of('live-rmse')?.value).toBeCloseTo(3, 5);
  });
  test('raises an alert for drift, rolls back by itself once, and tells both', async () => {
    await ask(500, 'other');
    const { view } = await until('the alert', async () => {
      const found = await look();
      return found.of('input-drift')?.level === 'alert' ? found : null;
    });
    expect(view?.alerts).toMatchObject([{ signal: 'input-drift', feature: 'a', action: 'rollback', endedAt: null }]);
    const back = await production.until('the way back', ({ stable, verified }) => stable?.version === 1 && verified);
    expect(back.state).toBe('live');
    await until('the event', () => (events.some(({ type }) => type === 'alert') ? true : null));
    await look();
    const [after] = await (await production.link()).monitors();
    // The drift goes on over the version gone back to: said again, and not acted upon again.
    expect(after?.alerts.map(({ outcome }) => outcome)).toEqual(['cooling-down', 'done']);
    expect(after?.alerts[1]?.endedAt).not.toBeNull();
    expect((await production.deployment()).stable?.version).toBe(1);
    expect(after?.coolingUntil).not.toBeNull();
    const records = (await (await production.link()).audit()).records;
    expect(records.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['alert', 'rollback']));
    expect(records.find(({ kind }) => kind === 'rollback')?.who.kind).toBe('monitor');
  });
  test('is acknowledged by a person, and its facts reach the language server', async () => {
    const link = await production.link();
    const [alert] = (await link.monitors())[0]?.alerts ?? [];
    const answer = await link.acknowledge(alert?.id ?? '', { key: newKey(), who: 'ada' });
    expect(answer.acknowledgedAt).not.toBeNull();
    const { targets, signals, models, gates } = await link.facts();
    expect(targets?.['pipeline.yaml']?.local).toMatchObject({ state: 'live', version: 1, features: { a: 'numeric' } });
    expect(signals?.['pipeline.yaml']?.['input-drift']?.feature).toBe('a');
    expect(models?.bike?.versions).toEqual([2, 1]);
    expect(gates?.['pipeline.yaml']?.quality).toMatchObject({ state: 'passed' });
  });
  test('of a target that nobody watches is not there', async () => {
    production.strategy(recreate);
    const link = await production.link();
    const { id } = await production.deployment();
    await expect(production.done(link.monitorNow(id, { key: newKey() }))).rejects.toMatchObject({
      code: 'monitor-missing',
    });
    expect(await troubleOf(link.acknowledge('0'.repeat(32), { key: newKey(), who: 'ada' }))).toBe('not-found');
  });
});
