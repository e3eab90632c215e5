// Server-sent events: kept ones after the asked number at once, then each as it comes, a comment as heartbeat.
import type { ServerResponse } from 'node:http';
import type { EventHub } from './eventHub.ts';

const heartbeatMs = 15_000;
/** A listener that does not read is cut off rather than kept in memory; it comes back with its number. */
const bufferLimit = 8_000_000;

export function streamEvents(hub: EventHub, after: number, answer: ServerResponse): void {
  answer.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', connection: 'keep-alive' });
  answer.write(': hello\n\n');
  const listening = hub.listen(after, event => {
    if (answer.writableLength > bufferLimit) return void answer.destroy();
    answer.write(`id: ${event.seq}\ndata: ${JSON.stringify(event)}\n\n`);
  });
  const beat = setInterval(() => answer.write(': beat\n\n'), heartbeatMs);
  answer.on('close', () => {
    clearInterval(beat);
    listening.stop();
  });
}
