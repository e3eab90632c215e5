// How scripts talk: what a step does, and its seconds when it has ended.

/** Runs a step and prints its name and seconds; nested steps print in between. */
export async function step<T>(title: string, work: () => Promise<T> | T): Promise<T> {
  const started = performance.now();
  console.log(`• ${title}`);
  const result = await work();
  console.log(`  ${title.split(':')[0]} done in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return result;
}

/** A trouble that a person can mend: printed as it is, without a stack. */
export class Stop extends Error {}

/** Runs a script's main function; a `Stop` ends it with its sentence and exit code 1, anything else with its stack and 3. */
export async function main(work: () => Promise<number | undefined>): Promise<void> {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    console.error(error instanceof Stop ? error.message : error);
    process.exitCode = error instanceof Stop ? 1 : 3;
  }
}
