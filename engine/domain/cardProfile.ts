// Names of the templates whose sections a model card can be held against.

export const cardProfileIds = ['hub', 'mitchell', 'card++', 'annex-iv'] as const;
export type CardProfileId = (typeof cardProfileIds)[number];

export const isCardProfile = (value: unknown): value is CardProfileId =>
  cardProfileIds.some(profile => profile === value);
