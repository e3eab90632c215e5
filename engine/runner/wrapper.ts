// The minimal `sh` program around every stage: claims the stage once, runs the command, leaves its exit status.

/**
 * Arguments: claim file, status file, then program and arguments.
 * - The claim is made with noclobber (O_EXCL): whoever comes second does not run. It holds the wrapper's pid, which is its group too.
 * - A signal to the group reaches the command by itself; the wrapper only outlives it to tell how it ended.
 * - The status appears whole, by rename. `command -p` finds `mv` whatever PATH the stage was given.
 */
export const wrapperScript = `
claim=$1 status=$2
shift 2
set -C
{ echo "$$" > "$claim"; } 2>/dev/null || exit 75
set +C
trap : HUP INT TERM
"$@"
code=$?
echo "$code" > "$status.tmp" && command -p mv "$status.tmp" "$status"
exit "$code"
`;

/** What a runner writes into a claim that nobody made, so that a wrapper that comes late does not run. */
export const voidClaim = 'void\n';

export type Claim =
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'void' }
  | { readonly kind: 'process'; readonly pid: number };

/** An empty claim was made by a wrapper that has not written its pid yet, or died in that moment. */
export function parseClaim(text: string | null): Claim {
  if (text === null) return { kind: 'none' };
  if (text === voidClaim) return { kind: 'void' };
  return /^[1-9]\d*\n$/.test(text) ? { kind: 'process', pid: Number(text) } : { kind: 'unreadable' };
}

export const parseStatus = (text: string | null): number | null =>
  text !== null && /^\d+\n$/.test(text) ? Number(text) : null;
