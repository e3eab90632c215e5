// MLflow's limits on names, keys and values, with its own words for what is refused.
import { invalid } from '../database/mlflowError.ts';
import { missingValue } from './fields.ts';

const keyLimit = 250;

const tooLong = (name: string, limit: number): Error =>
  invalid(`'${name}' exceeds the maximum length of ${limit} characters`);
export function checkLength(name: string, value: string, limit: number): string {
  if (value.length > limit) throw tooLong(name, limit);
  return value;
}

/** A metric, param or tag key: letters, digits, `_ - . : /` and spaces, equal to its own normal path. */
export function checkKey(kind: 'metric' | 'param' | 'tag', key: string | undefined, path: string): string {
  if (key === undefined || key === '') throw invalid(missingValue(path));
  if (!/^[/\w.\- :]*$/u.test(key.replace(/\p{L}|\p{N}/gu, 'x')))
    throw invalid(
      `Invalid value "${key}" for parameter '${path}' supplied: Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), colon(:) and slashes (/).`,
    );
  if (!isNormalPath(key))
    throw invalid(
      `Invalid value "${key}" for parameter '${path}' supplied: Names may be treated as files in certain cases, and must not resolve to other names when treated as such. This name would resolve to '${normalPath(key)}'`,
    );
  const name = { metric: 'Metric name', param: 'Param key', tag: path }[kind];
  return checkLength(name, key, keyLimit);
}

const isNormalPath = (key: string): boolean =>
  normalPath(key) === key && key !== '.' && !key.startsWith('..') && !key.startsWith('/');

function normalPath(key: string): string {
  const parts: string[] = [];
  for (const part of key.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return (key.startsWith('/') ? '/' : '') + (parts.join('/') || '.');
}

export function checkExperimentName(name: string): string {
  if (name.trim() === '') throw invalid(`Invalid experiment name: '${name}'`);
  return checkLength('name', name, 500);
}

export function checkModelName(name: string): string {
  if (name.trim() === '') throw invalid(missingValue('name'));
  if (/[/:]/.test(name)) throw invalid(`Invalid model name '${name}'. Names cannot contain '/' or ':'.`);
  if (!isNormalPath(name)) throw invalid(`Invalid value "${name}" for parameter 'name' supplied.`);
  return checkLength('name', name, 256);
}

export function checkLoggedModelName(name: string): string {
  if (/[/:.%"']/.test(name))
    throw invalid(
      `Invalid model name (${name}) provided. Model name must be a non-empty string and cannot contain the following characters: ('/', ':', '.', '%', '"', "'")`,
    );
  return checkLength('name', name, 500);
}

export function checkAlias(alias: string): string {
  if (!/^[\w-]*$/.test(alias))
    throw invalid(
      `Invalid alias name: '${alias}'. Names may only contain alphanumerics, underscores (_), and dashes (-).`,
    );
  checkLength('Registered model alias name', alias, 255);
  if (alias.toLowerCase() === 'latest') throw invalid("'latest' alias name (case insensitive) is reserved.");
  if (/^[vV]\d+$/.test(alias)) throw invalid(`Version alias name '${alias}' is reserved.`);
  return alias;
}

export function checkVersion(version: string): number {
  if (!/^\d{1,15}$/.test(version)) throw invalid(`Parameter 'version' must be an integer, got '${version}'.`);
  return Number(version);
}

export function checkBatch(name: string, length: number, limit: number): void {
  if (length > limit)
    throw invalid(
      `A batch logging request can contain at most ${limit} ${name}. Got ${length} ${name}. Please split up ${name} across multiple requests and try again.`,
    );
}

export function checkPage(maxResults: number | undefined, normal: number, most: number): number {
  const value = maxResults ?? normal;
  if (value < 1)
    throw invalid(`Invalid value for max_results: ${value}. It must be a positive integer at most ${most}.`);
  if (value > most)
    throw invalid(
      `Invalid value for request parameter max_results. It must be at most ${most}, but got value ${value}`,
    );
  return value;
}
