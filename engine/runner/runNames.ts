// Names for runs that people can say and remember: an adjective and an animal, made from the run's id.
import type { RunId } from '../domain/ids.ts';

const adjectives =
  'able amber ample azure bold brave brief bright brisk calm candid clear clever cosy crisp curious daring deft eager early easy fair fancy fast fine firm fond frank free fresh gentle glad golden grand happy hardy honest humble jolly keen kind lively loyal lucky merry mild neat nimble noble patient plain polite proud quick quiet ready rosy sharp shy silver smart snug solid spry steady sunny sure swift tidy tiny warm wise witty young zesty'.split(
    ' ',
  );
const animals =
  'ant badger bat bear beaver bee bison boar bream camel carp cat civet cod colt crab crane crow deer dingo dove duck eagle eel egret elk falcon ferret finch fox frog gecko gnu goat goose gull hare hawk heron horse ibex ibis jay kiwi koala lark lemur lion llama lynx mole moose moth mouse mule newt otter owl ox panda perch pike pony puma quail ram raven robin seal shrew snail stork swan tapir tern tiger toad trout viper vole wasp whale wolf wren yak zebra'.split(
    ' ',
  );

/** The same id always has the same name, such as `brave-newt`. */
export function runName(id: RunId): string {
  const pick = (words: readonly string[], digits: string): string =>
    words[Number.parseInt(digits, 16) % words.length] ?? 'plain';
  return `${pick(adjectives, id.slice(0, 6))}-${pick(animals, id.slice(6, 12))}`;
}
