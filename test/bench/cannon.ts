// Fires requests at one address for a while, in a process of its own; its last argument is what to fire, its output the latencies.
import { createRequire } from 'node:module';

export interface Shots {
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
  readonly seconds: number;
}
export interface Hits {
  readonly requestsPerSecond: number;
  /** Errors, timeouts and answers other than 2xx. */
  readonly failed: number;
  /** Milliseconds of each answer. Autocannon's own summary knows whole milliseconds alone. */
  readonly latencies: readonly number[];
}
interface Result {
  readonly errors: number;
  readonly timeouts: number;
  readonly non2xx: number;
  readonly duration: number;
}
interface Firing extends PromiseLike<Result> {
  on(event: 'response', listener: (client: object, status: number, bytes: number, ms: number) => void): void;
}

async function fire({ seconds, ...shots }: Shots): Promise<Hits> {
  const autocannon = createRequire(import.meta.url)('autocannon') as (options: object) => Firing;
  const latencies: number[] = [];
  const firing = autocannon({ ...shots, method: 'POST', duration: seconds });
  firing.on('response', (_client, _status, _bytes, ms) => void latencies.push(Math.round(ms * 100) / 100));
  const { errors, timeouts, non2xx, duration } = await firing;
  return { requestsPerSecond: latencies.length / duration, failed: errors + timeouts + non2xx, latencies };
}

if (import.meta.main) process.stdout.write(JSON.stringify(await fire(JSON.parse(process.argv[2] ?? '') as Shots)));
