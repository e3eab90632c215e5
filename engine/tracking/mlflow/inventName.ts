// A name for a run that nobody named, such as `calm-otter-412`, always the same for one id.
const adjectives =
  'able bold brave bright calm clever eager fair fine gentle glad grand keen kind lively lucky mild neat nimble proud quick quiet ready sharp smart steady sunny swift tidy wise'.split(
    ' ',
  );
const animals =
  'ant bear bee crane crow deer dove duck finch fox frog gull hare hawk heron ibis jay lark lynx mole moth newt otter owl panda robin seal swan trout wren'.split(
    ' ',
  );

/** `id` is hex digits. */
export function inventName(id: string): string {
  const [first, second, third] = [0, 4, 8].map(at => Number.parseInt(id.slice(at, at + 4), 16) || 0);
  const pick = (words: readonly string[], number = 0): string => words[number % words.length] ?? '';
  return `${pick(adjectives, first)}-${pick(animals, second)}-${(third ?? 0) % 1000}`;
}
