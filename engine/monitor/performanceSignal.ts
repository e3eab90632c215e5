// Performance against labels: the requests of the window, which ends earlier by as much as labels come late.
import { joinLabels } from '../stats/labelledRows.ts';
import { levelOf } from './levels.ts';
import { type Look, unknown } from './lookInput.ts';
import { performanceOf } from './performanceMetrics.ts';

export const lookAtPerformance: Look = (signal, { labels, version }, window) => {
  if (window.length === 0) return unknown('no-requests', signal, 0);
  const own = window.filter(request => request.version === version);
  const rows = joinLabels(own, labels);
  if (rows.labels.length === 0) return unknown('no-labels', signal, 0);
  const found = rows.labels.length < signal.minimum ? null : performanceOf(signal.metric ?? '', rows);
  if (found === null || found.rows < Math.min(signal.minimum, 2))
    return unknown('too-few-rows', signal, rows.labels.length);
  const { value, interval } = found;
  return {
    ...{ level: levelOf(value, signal), value, interval, rows: found.rows, features: [], unknownReason: null },
    ...{ warn: signal.warn, alert: signal.alert },
  };
};
