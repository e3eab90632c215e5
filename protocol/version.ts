// What the two ends of the API agree on.

export const product = 'trainyard';
/** Another major: read-only and hand-over. An older minor is fine. */
export const apiVersion = { major: 1, minor: 1 } as const;
/** `user_version` of `.trainyard/trainyard.db` that this build writes. */
export const stateSchema = 2;
