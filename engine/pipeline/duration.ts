// Durations as people write them: `30s`, `5m`, `1h30m`.

const form = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/;

/** Milliseconds; null when the text is no duration. */
export function parseDuration(text: string): number | null {
  const match = text === '' ? null : form.exec(text);
  if (match === null) return null;
  const [hours = 0, minutes = 0, seconds = 0] = match.slice(1).map(part => Number(part ?? 0));
  return ((hours * 60 + minutes) * 60 + seconds) * 1000;
}
