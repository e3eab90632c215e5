// Durations as people write them: `30s`, `5m`, `1h30m`, `7d`.

const form = /^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/;

/** Milliseconds; null when the text is no duration. */
export function parseDuration(text: string): number | null {
  const match = text === '' ? null : form.exec(text);
  if (match === null) return null;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map(part => Number(part ?? 0));
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}
