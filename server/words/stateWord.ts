// The state of a stage as one word, the same as in the sidebar.
import type { StageFacts } from '../../engine/domain/facts.ts';
import { t } from '../../present/l10n.ts';
import { stateStyle } from '../../present/states.ts';

export const stateWord = (state: StageFacts['state']): string => t(stateStyle[state].word);
